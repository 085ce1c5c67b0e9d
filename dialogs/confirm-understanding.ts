import type { Context } from '../src/core/dialog.ts';
import { choice, type Dialog, go, text, words } from '../src/core/dialog.ts';
import { ageForRules, removeObservation, signalsOf } from '../src/core/merge.ts';
import type { Words } from '../src/core/reply.ts';
import type { Session } from '../src/core/session.ts';
import { observe } from './describe.ts';

/** What was taken from her words, shown back in her own terms and open to correction before anything rests on it. */
export const confirmUnderstanding: Dialog = {
  name: 'confirm-understanding',
  back: { correct: go('confirm-understanding', 'mirror') },
  steps: {
    mirror: {
      ask({ session, context }) {
        const { description } = session;
        if (description.observations.length === 0) return { go: go('describe', 'story') };
        return {
          parts: [
            ...(description.urgency === 'emergency' ? [text('emergency:reminder')] : []),
            text('understood:intro'),
            { kind: 'list', items: mirrored(session, context) },
            text('understood:question'),
          ],
          choices: [
            { ...choice('understood.right', 'understood:right'), means: 'yes' },
            { ...choice('understood.wrong', 'understood:wrong'), means: 'no' },
            choice('understood.add', 'understood:add'),
          ],
          understood: { signals: signalsOf(description), age: description.age, place: description.place },
        };
      },
      chosen(turn, value) {
        if (value === 'understood.wrong') return { go: go('confirm-understanding', 'correct') };
        if (value === 'understood.add') return { go: go('describe', 'story') };
        turn.session.confirmed = true;
        return { go: go('flow', 'next') };
      },
    },
    correct: {
      ask({ session, context }) {
        const { description } = session;
        return {
          parts: [text('understood:whatIsWrong')],
          choices: [
            ...description.observations.map(({ id }) =>
              choice(`remove.${id}`, 'understood:notThis', { what: words(`signals:${id}`) }),
            ),
            ...(description.age !== null || description.ageBand
              ? [choice('clear.age', 'understood:notThis', { what: ageWords(session) })]
              : []),
            ...(description.place
              ? [choice('clear.place', 'understood:notThis', { what: placeWords(session, context) })]
              : []),
            ...(description.role
              ? [choice('clear.role', 'understood:notThis', { what: words(`ask:role.${description.role}`) })]
              : []),
            choice('correct.done', 'understood:correctDone'),
          ],
        };
      },
      chosen({ session, context }, value) {
        const { description } = session;
        const mirror = { go: go('confirm-understanding', 'mirror') };
        if (value === 'correct.done') return mirror;
        if (value === 'clear.age') Object.assign(description, { age: null, ageBand: null });
        if (value === 'clear.place') description.place = null;
        if (value === 'clear.role') Object.assign(description, { role: null, boundToReport: null });
        const cleared = /^clear\.(\w+)$/.exec(value)?.[1];
        if (cleared) session.asked = session.asked.filter((fact) => fact !== cleared);
        if (value.startsWith('remove.')) {
          const id = value.slice('remove.'.length);
          removeObservation(description, id);
          description.denied.push(id);
          description.urgency = context.urgencyOf(signalsOf(description), ageForRules(description));
        }
        return { ...mirror, say: [text('understood:changed')] };
      },
    },
    suggest: {
      ask({ session }) {
        if (session.suggested.length === 0) return { go: go('flow', 'next') };
        return {
          parts: [text('understood:suggest')],
          choices: [
            ...session.suggested.map((id) => choice(`add.${id}`, `signals:${id}`)),
            { ...choice('add.none', 'understood:noneOfThese'), means: 'no' },
          ],
        };
      },
      chosen(turn, value) {
        const id = value.slice('add.'.length);
        if (value === 'add.none') turn.session.suggested = [];
        else observe(turn, id);
        turn.session.suggested = turn.session.suggested.filter((other) => other !== id);
        return { go: go('flow', 'next') };
      },
    },
  },
};

/** One line for each thing understood, with the words it rests on. */
function mirrored(session: Session, context: Context): Words[] {
  const { description } = session;
  const lines = description.observations.map(({ id, words: quoted }) =>
    quoted
      ? words('understood:item', { signal: words(`signals:${id}`), quote: { quote: quoted } })
      : words(`signals:${id}`),
  );
  if (description.age !== null || description.ageBand) lines.push(ageWords(session));
  if (description.place) lines.push(placeWords(session, context));
  if (description.role) lines.push(words('understood:role', { role: words(`ask:role.${description.role}`) }));
  return lines;
}

export function ageWords({ description }: Session): Words {
  if (description.age !== null) return words('understood:age', { count: description.age });
  return words('understood:ageBand', { band: words(`ask:age.${description.ageBand}`) });
}

/** 'Valsta in Sigtuna', or only 'Sigtuna'. */
export function placeWords({ description }: Session, context: Context): Words {
  const place = description.place ?? '';
  const municipality = context.directory.municipalityOf(place);
  if (!municipality || municipality === place) return words('understood:place', { place: { name: place } });
  return words('understood:placeIn', { place: { name: place }, municipality: { name: municipality } });
}

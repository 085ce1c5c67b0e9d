import { choice, type Dialog, go, type Move, type Turn, text } from '../src/core/dialog.ts';
import { ageForRules, signalsOf } from '../src/core/merge.ts';
import { moreUrgent } from '../src/core/vocabulary.ts';

/** What happened, in her own words or by tapping; never as a form. */
export const describe: Dialog = {
  name: 'describe',
  back: { groups: go('describe', 'story'), signals: go('describe', 'groups') },
  steps: {
    story: {
      ask({ session }) {
        const more = session.description.observations.length > 0;
        return {
          parts: [text(more ? 'describe:more' : 'describe:invite')],
          choices: [choice('describe.tap', 'describe:tapInstead'), ...(more ? [done] : [])],
        };
      },
      chosen: (turn, value) => (value === 'describe.done' ? onward(turn) : { go: go('describe', 'groups') }),
    },
    groups: {
      ask(turn) {
        const { signalGroups } = turn.context.directory;
        return {
          parts: [text('describe:groups')],
          choices: [
            ...signalGroups.map(({ id }) => choice(`group.${id}`, `signals:group.${id}`)),
            choice('describe.write', 'describe:writeInstead'),
            ...(turn.session.description.observations.length > 0 ? [done] : [choice('do.human', 'human:title')]),
          ],
        };
      },
      chosen(turn, value) {
        if (value === 'describe.write') return { go: go('describe', 'story') };
        if (value === 'describe.done') return onward(turn);
        turn.session.memo.group = value.slice('group.'.length);
        return { go: go('describe', 'signals') };
      },
    },
    signals: {
      ask(turn) {
        const group = turn.context.directory.signalGroups.find(({ id }) => id === turn.session.memo.group);
        if (!group) return { go: go('describe', 'groups') };
        const noticed = signalsOf(turn.session.description);
        return {
          parts: [text('describe:signals')],
          choices: [
            ...group.signals.filter((id) => !noticed.includes(id)).map((id) => choice(`signal.${id}`, `signals:${id}`)),
            choice('describe.groups', 'describe:otherGroup'),
            ...(noticed.length > 0 ? [done] : []),
          ],
        };
      },
      chosen(turn, value) {
        if (value === 'describe.done') return onward(turn);
        if (value === 'describe.groups') return { go: go('describe', 'groups') };
        return tapped(turn, value.slice('signal.'.length));
      },
    },
  },
};

const done = { ...choice('describe.done', 'describe:done'), means: 'no' as const };

function tapped(turn: Turn, signal: string): Move {
  observe(turn, signal);
  return { go: go('describe', 'signals'), say: [text('describe:noted', { signal: { key: `signals:${signal}` } })] };
}

/** Adds an observation that was chosen from a list: it has no words of its own. */
export function observe(turn: Turn, signal: string): void {
  const { description } = turn.session;
  if (!signalsOf(description).includes(signal)) {
    description.observations.push({ id: signal, words: null, source: 'seen' });
  }
  description.denied = description.denied.filter((id) => id !== signal);
  const urgency = turn.context.urgencyOf(signalsOf(description), ageForRules(description));
  description.urgency = moreUrgent(description.urgency, urgency);
}

/** What was tapped needs no mirror: the person has just read each of the words. */
function onward(turn: Turn): Move {
  const { description } = turn.session;
  if (description.observations.every(({ words }) => words === null)) turn.session.confirmed = true;
  return { go: go('flow', 'next') };
}

import { fold } from '../src/core/choices.ts';
import { choice, type Dialog, go, type Move, type Turn, text } from '../src/core/dialog.ts';
import { AGE_BAND_IDS, AGE_BANDS, type Description } from '../src/core/session.ts';
import { type Fact, ROLES, type Role } from '../src/core/vocabulary.ts';

const next: Move = { go: go('flow', 'next') };
const skip = { ...choice('ask.skip', 'ask:skip'), means: 'skip' as const };

/** Only the facts whose absence would change the guidance, one at a time, each open to 'rather not say'. */
export const askMissing: Dialog = {
  name: 'ask-missing',
  steps: {
    role: {
      ask: (turn) => ({
        parts: [text('ask:whoAreYou')],
        choices: [...ROLES.map((role) => choice(`role.${role}`, `ask:role.${role}`)), skip],
        ask: asked(turn, 'role'),
      }),
      chosen({ session }, value) {
        if (value !== skip.value) session.description.role = value.slice('role.'.length) as Role;
        return next;
      },
    },
    bound_to_report: {
      ask: (turn) => ({
        parts: [text('ask:inYourJob')],
        choices: [
          { ...choice('bound.yes', 'ask:boundYes'), means: 'yes' },
          { ...choice('bound.no', 'ask:boundNo'), means: 'no' },
          skip,
        ],
        ask: asked(turn, 'bound_to_report'),
      }),
      chosen({ session }, value) {
        if (value !== skip.value) session.description.boundToReport = value === 'bound.yes';
        return next;
      },
    },
    age: {
      ask: (turn) => ({
        parts: [text('ask:howOld')],
        choices: [...AGE_BAND_IDS.map((band) => choice(`age.${band}`, `ask:age.${band}`)), skip],
        ask: asked(turn, 'age'),
      }),
      chosen({ session }, value) {
        if (value === skip.value) return next;
        session.description.ageBand = value.slice('age.'.length) as Description['ageBand'];
        // Said back: whoever typed '5' may have meant years.
        return {
          ...next,
          say: [text('understood:ageBand', { band: { key: `ask:age.${session.description.ageBand}` } })],
        };
      },
      told({ session }, said) {
        const years = /^\D*(\d{1,2})\D*$/.exec(fold(said))?.[1];
        if (!years || Number(years) <= AGE_BANDS.length || Number(years) > 25) return null;
        session.description.age = Number(years);
        session.description.ageBand = null;
        return next;
      },
    },
    place: {
      ask: (turn) => ({
        parts: [text('ask:where')],
        choices: [
          ...turn.context.directory.municipalities.map((name) =>
            choice(`place.${name}`, 'common:name', { name: { name } }),
          ),
          { ...choice('place.other', 'ask:otherPlace'), means: 'skip' },
        ],
        ask: asked(turn, 'place'),
      }),
      chosen({ session }, value) {
        if (value !== 'place.other') session.description.place = value.slice('place.'.length);
        return next;
      },
      told(_turn, _said, understanding) {
        if (understanding.place || understanding.signals.length > 0) return null;
        if (understanding.intents[0] !== 'out_of_scope' && understanding.intents[0] !== 'describe_concern') return null;
        return { go: go('ask-missing', 'place'), say: [text('ask:placeUnknown')] };
      },
    },
    now: {
      ask: (turn) => ({
        parts: [text('ask:now')],
        choices: [
          { ...choice('now.yes', 'ask:nowYes'), means: 'yes' },
          { ...choice('now.no', 'ask:nowNo'), means: 'no' },
        ],
        ask: asked(turn, 'now'),
      }),
      chosen({ session }, value) {
        session.description.now = value === 'now.yes';
        if (value === 'now.no') return next;
        session.description.urgency = 'emergency';
        session.resume = null;
        return { go: go('emergency', 'act'), emergency: true };
      },
    },
  },
};

/** Nothing is asked twice. */
function asked({ session }: Turn, fact: Fact): Fact {
  if (!session.asked.includes(fact)) session.asked.push(fact);
  return fact;
}

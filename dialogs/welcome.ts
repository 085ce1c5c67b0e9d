import { choice, type Dialog, go, type Turn, text } from '../src/core/dialog.ts';
import type { Choice, Part } from '../src/core/reply.ts';
import { LANGUAGES } from '../src/core/vocabulary.ts';

/** Each language by its own name: readable to whoever needs it, whatever language the page is in. */
export const languageChoices = (): Choice[] =>
  LANGUAGES.map((lang) => choice(`do.language_${lang}`, `common:language.${lang}`));

/** That nobody receives what is sent: said on chat, consent and receipt while this is a trial. */
export const demoNotice = (turn: Turn): Part[] => (turn.context.mode === 'demo' ? [text('common:demo')] : []);

/** Said once to everybody, whichever way they came in: a machine, not a report, and what is kept. */
export const firstWords = (turn: Turn): Part[] => [
  text('welcome:short'),
  ...demoNotice(turn),
  ...(turn.session.channel === 'teams' ? [text('welcome:employer')] : []),
  ...(turn.session.channel === 'sms' ? [text('welcome:sms')] : []),
];

/** Who meets the person, what is kept, and that she may simply begin. */
export const welcome: Dialog = {
  name: 'welcome',
  steps: {
    language: {
      ask({ session }) {
        if (session.lang && !session.resume) return { go: go('welcome', 'begin') };
        return { parts: [{ kind: 'everyLanguage', key: 'welcome:chooseLanguage' }], choices: languageChoices() };
      },
    },
    begin: {
      ask(turn) {
        turn.session.welcomed = true;
        return {
          parts: [
            text('welcome:hello'),
            ...demoNotice(turn),
            text('welcome:danger'),
            text('welcome:machine'),
            text('welcome:kept'),
            text('welcome:invite'),
          ],
          choices: [
            choice('describe.tap', 'describe:tapInstead'),
            choice('do.status', 'status:have'),
            ...(turn.session.langChosen ? [] : languageChoices()),
          ],
        };
      },
      chosen: () => ({ go: go('describe', 'groups') }),
    },
  },
};

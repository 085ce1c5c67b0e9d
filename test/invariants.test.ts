import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { previewLines } from '../dialogs/consent.ts';
import type { Effect } from '../src/core/effect.ts';
import { LANGUAGES, type Language } from '../src/core/vocabulary.ts';
import { ticketContent } from '../src/handoff/ticket.ts';
import { house } from './support/house.ts';
import { type Played, type Player, player } from './support/play.ts';

/** Somebody armed on the way, in the plain words of each language. */
const DANGER: Record<Language, string> = {
  sv: 'Han har en kniv och är på väg nu',
  en: 'He has a knife and he is on his way now',
  ar: 'معه سكين وهو في الطريق الآن',
  so: 'Mindi buu wataa oo hadda wuu soo socdaa',
};

const THINGS_SAID = [
  'Min son är 13 och har nya kompisar som är äldre, han kommer hem sent',
  'Wiilkaygu waa 13 jir, saaxiibo cusub oo ka waaweyn ayuu leeyahay',
  'ابني عمره 13 سنة وصار عنده أصدقاء أكبر منه',
  'My pupil skips school and has a lot of cash',
  'Vad händer om jag ringer soc?',
  'hej',
  'xyzzy qwrt',
  '🙂',
  '   ',
  'ja',
  'maya',
  'لا',
  'Kalmar',
  '14',
  '0701234567',
  'jag är lärare',
  'ändra',
  'tillbaka',
  'människa',
  'börja om',
  'ring aldrig hem till mig',
  'role.parent',
  'guidance.handoff',
  '1234 5678 9012 3456',
];

type Act = { choose: number } | { say: string };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ choose: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ say: fc.constantFrom(...THINGS_SAID) }) },
);
const talk = fc.array(act, { minLength: 0, maxLength: 25 });
const language = fc.constantFrom(...LANGUAGES);

function perform(play: Player, one: Act): Played {
  if ('say' in one) return play.say(one.say);
  const choices = play.choices();
  const value = choices[one.choose % Math.max(1, choices.length)];
  return value === undefined ? play.say('hej') : play.byNumber(value);
}

function begun(lang: Language, options: Parameters<typeof player>[1] = {}): Player {
  const play = player(house(), { locale: lang, ...options });
  play.start();
  return play;
}

/** The straight way from an observation to the preview, by numbers only. */
function toPreview(play: Player): Player {
  const way = [
    'describe.tap',
    'group.money',
    'signal.debt',
    'describe.done',
    'role.parent',
    'place.Sigtuna',
    'age.12_14',
    'now.no',
  ];
  for (let turn = 0; turn < 30 && !play.choices().includes('consent.yes'); turn++) {
    const forward = [
      'interpreter.yes',
      'contact.receipt',
      'purpose.request_support',
      'livesIn.Sigtuna',
      'guidance.handoff',
      ...way,
    ];
    const next = forward.find(
      (value) =>
        play.choices().includes(value) && !(value === 'describe.tap' && play.session.description.observations.length),
    );
    if (!next) throw new Error(`stuck at ${play.choices().join(', ')}`);
    play.byNumber(next);
  }
  return play;
}

describe('What must always hold', () => {
  it('danger first: 112 is the first thing said, in any language and wherever the conversation stands', () => {
    fc.assert(
      fc.property(language, talk, language, (lang, acts, spoken) => {
        const play = begun(lang);
        for (const one of acts) perform(play, one);
        const { reply, rendered } = play.say(DANGER[spoken]);
        expect(reply.emergency).to.equal(true);
        expect(rendered.lotsen.keys[0]).to.equal('emergency:call112');
        expect(rendered.text.slice(0, 60)).to.contain('112');
      }),
      { numRuns: 150 },
    );
  });

  it('after danger the conversation goes on where it was, and a hand-over that was under way is not lost', () => {
    for (const lang of LANGUAGES) {
      const play = toPreview(begun(lang));
      const before = play.session.draft;
      play.say(DANGER[lang]);
      play.byNumber('emergency.safe');
      expect(play.session.at).to.deep.equal({ dialog: 'consent', step: 'preview' });
      expect(play.session.draft).to.deep.equal(before);
    }
  });

  it('nothing leaves without a yes to exactly what is shown', () => {
    fc.assert(
      fc.property(language, talk, (lang, acts) => {
        const play = begun(lang);
        let at = play.session.at;
        for (const one of acts) {
          const offered = play.choices();
          const { effects } = perform(play, one);
          const sent = effects.filter(({ type }) => type === 'SendTicket');
          if (sent.length > 0) {
            expect(at).to.deep.equal({ dialog: 'consent', step: 'preview' });
            expect(offered).to.include('consent.yes');
          }
          at = play.session.at;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('what is sent is what was shown: the same lines, and no part that was left out', () => {
    for (const lang of LANGUAGES) {
      const play = toPreview(begun(lang));
      play.byNumber('consent.leaveOut');
      play.byNumber('scope.age');
      const shown = play.byNumber('scope.done').reply.parts.find((part) => part.kind === 'preview');
      const sent = sentBy(play.byNumber('consent.yes'));
      const content = ticketContent.parse(sent.content);
      expect(shown?.kind === 'preview' && shown.lines).to.deep.equal(previewLines(content));
      expect(content.age).to.equal(null);
      expect(content.ageBand).to.equal(null);
      expect(sent.consent).to.have.property('scopes').that.does.not.include('age');
    }
  });

  it('no verdict on a child: nothing in session, reply or ticket scores, grades or rates anybody', () => {
    const verdict = /score|grade|risk|probab|level|rating|weight|rank|danger_?level/i;
    fc.assert(
      fc.property(language, talk, (lang, acts) => {
        const play = begun(lang);
        for (const one of acts) {
          const { reply, session, effects } = perform(play, one);
          for (const thing of [reply, { ...session, messages: [] }, ...effects]) {
            expect(keysIn(thing).filter((key) => verdict.test(key))).to.deep.equal([]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('every reply is in the language of the person, whole, without a missing text', () => {
    const arabic = /[\u0600-\u06ff]/;
    fc.assert(
      fc.property(talk, (acts) => {
        const play = begun('ar');
        play.say('do.language_ar');
        for (const one of acts) {
          const { rendered, session } = perform(play, one);
          expect(rendered.lang).to.equal(session.lang);
          if (session.lang === 'ar') expect(rendered.text).to.match(arabic);
          for (const { title } of rendered.choices) expect(title.trim()).to.not.equal('');
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a miss is never a dead end: every reply that does not end offers a choice or takes words', () => {
    fc.assert(
      fc.property(language, talk, (lang, acts) => {
        const play = begun(lang);
        for (const one of acts) {
          const { reply } = perform(play, one);
          const takesWords = reply.dialog === 'handoff';
          expect(reply.choices.length > 0 || reply.ended === true || takesWords).to.equal(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('the whole way to a receipt goes by digits alone, in every language', () => {
    for (const lang of LANGUAGES) {
      const play = toPreview(begun(lang, { channel: 'terminal' }));
      const { rendered } = play.byNumber('consent.yes');
      expect(rendered.lotsen.receipt).to.match(/^\d{4} \d{4} \d{4} \d{4}$/);
      const typed = play.transcript.filter(({ from }) => from === 'person').map(({ text }) => text);
      expect(typed.every((text) => /^\d+$/.test(text))).to.equal(true);
    }
  });

  it('the same words and the same chance give the same conversation', () => {
    fc.assert(
      fc.property(language, talk, (lang, acts) => {
        const run = () => {
          const play = begun(lang);
          for (const one of acts) perform(play, one);
          return play.transcript;
        };
        expect(run()).to.deep.equal(run());
      }),
      { numRuns: 30 },
    );
  });

  it('a yes that is repeated after a crash makes the same ticket with the same code', () => {
    const sent = [0, 1].map(() => sentBy(toPreview(begun('so')).byNumber('consent.yes')));
    expect(sent[0]?.id).to.equal(sent[1]?.id);
    expect(sent[0]?.receipt).to.equal(sent[1]?.receipt);
    expect(sent[0]?.id).to.not.contain(sent[0]?.receipt ?? '');
  });
});

function sentBy({ effects }: Played): Extract<Effect, { type: 'SendTicket' }> {
  const sent = effects.find((effect) => effect.type === 'SendTicket');
  if (!sent) throw new Error('nothing was sent');
  return sent;
}

function keysIn(thing: unknown): string[] {
  if (typeof thing !== 'object' || thing === null) return [];
  return Object.entries(thing).flatMap(([key, value]) => [...(Array.isArray(thing) ? [] : [key]), ...keysIn(value)]);
}

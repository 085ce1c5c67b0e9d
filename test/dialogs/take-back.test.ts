import { expect } from 'chai';
import { describe, it } from 'mocha';
import { LANGUAGES, type Language } from '../../src/core/vocabulary.ts';
import { house } from '../support/house.ts';
import { type Player, player } from '../support/play.ts';

/** A conversation whose ticket was sent and waits in the regret window. */
function sent(lang: Language): Player {
  const play = player(house(), { locale: lang });
  play.start();
  const way = [
    'consent.yes',
    'contact.receipt',
    'interpreter.no',
    'purpose.request_support',
    'livesIn.Kalmar',
    'guidance.handoff',
    'now.no',
    'age.15_17',
    'place.Kalmar',
    'role.parent',
    'describe.done',
    'signal.school_absence',
    'group.school',
    'describe.tap',
  ];
  for (let turn = 0; turn < 25 && !play.session.sent; turn++) {
    const next = way.find((value) => play.choices().includes(value));
    if (!next) throw new Error(`stuck at ${play.choices().join(', ')}`);
    play.byNumber(next);
  }
  return play;
}

describe('What was sent can be taken back until it is delivered', () => {
  const WORDS: Record<Language, string> = {
    sv: 'Jag ångrar mig, skicka inte!',
    en: 'take it back',
    ar: 'لا ترسلوها، غيرت رأيي',
    so: 'ka noqo',
  };
  for (const lang of LANGUAGES) {
    it(`by saying so: '${WORDS[lang]}'`, () => {
      const { effects, rendered, session } = sent(lang).say(WORDS[lang]);
      expect(effects.map(({ type }) => type)).to.deep.equal(['RecallTicket']);
      expect(rendered.lotsen.keys).to.include('handoff:recalled');
      expect(session.sent).to.equal(null);
    });
  }

  it("'forget everything' takes back what has reached nobody, and erases the rest", () => {
    const { effects, rendered } = sent('sv').say('glöm allt');
    expect(effects.map(({ type }) => type)).to.deep.equal(['RecallTicket', 'Forget']);
    expect(rendered.lotsen.keys).to.include.members(['handoff:recalled', 'forget:done']);
    expect(rendered.lotsen.keys).to.not.include('forget:ticketStays');
  });

  it('whoever stops is told that it will still be delivered, and can take it back', () => {
    const play = sent('so');
    const { rendered } = play.say('jooji');
    expect(rendered.lotsen.keys).to.include('closing:pending');
    expect(play.byNumber('do.recall').effects.map(({ type }) => type)).to.deep.equal(['RecallTicket']);
  });

  it('with nothing sent, the same words take nothing back', () => {
    const play = player(house(), { locale: 'sv' });
    play.start();
    expect(play.say('ta tillbaka').effects).to.deep.equal([]);
  });
});

describe('What is asked fits what is promised', () => {
  it('whoever wants to be contacted gives a way to be reached; whoever asks for support need not', () => {
    const play = player(house(), { locale: 'sv' });
    play.start();
    const way = ['describe.tap', 'group.school', 'signal.school_absence', 'describe.done'];
    for (const value of way) play.byNumber(value);
    for (let turn = 0; turn < 8 && !play.choices().includes('purpose.call_me'); turn++) {
      const next = ['livesIn.Kalmar', 'guidance.handoff', 'age.15_17', 'place.Kalmar', 'role.parent', 'now.no'];
      play.byNumber(next.find((value) => play.choices().includes(value)) ?? '');
    }
    play.byNumber('purpose.call_me');
    expect(play.choices()).to.deep.equal(['contact.phone', 'contact.sms']);
  });

  it('a place without local help is told so instead of being passed over', () => {
    const play = player(house(), { locale: 'sv' });
    play.start();
    play.say('Min dotter är 14 år och skolkar varje dag. Vi bor i Botkyrka.');
    play.byNumber('understood.right');
    for (let turn = 0; turn < 3 && play.session.at.dialog === 'ask-missing'; turn++) {
      play.byNumber(play.choices().includes('now.no') ? 'now.no' : (play.choices()[0] ?? ''));
    }
    const shown = play.say('do.again').rendered;
    expect(shown.lotsen.keys).to.include('guidance:noLocal');
    expect(shown.text).to.contain('Botkyrka');
  });
});

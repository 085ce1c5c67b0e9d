import { expect } from 'chai';
import { describe, it } from 'mocha';
import { isOldButton } from '../../src/core/choices.ts';
import type { Language } from '../../src/core/vocabulary.ts';
import { house } from '../support/house.ts';
import { type Player, player } from '../support/play.ts';

/** Brought to the question who the person is, in a language. */
function askedWho(lang: Language): Player {
  const play = player(house(), { locale: lang });
  play.start();
  for (const value of ['describe.tap', 'group.school', 'signal.school_absence', 'describe.done']) play.byNumber(value);
  if (!play.choices().includes('role.parent')) throw new Error('was not asked');
  return play;
}

describe('An answer is taken however it is given', () => {
  const ANSWERS: [Language, string, string][] = [
    ['sv', 'mamma', 'parent'],
    ['so', 'Hooyo ayaan ahay', 'parent'],
    ['ar', 'أنا الأم', 'parent'],
    ['ar', 'ana ommo', 'parent'],
    ['en', 'his mum!', 'parent'],
    ['sv', 'hooyo', 'parent'],
    ['so', 'lärare', 'teacher'],
    ['en', 'about me', 'young_person'],
    ['so', 'Förälder eller vårdnadshavare', 'parent'],
    ['ar', '١', 'parent'],
    ['en', 'role.relative', 'relative'],
  ];
  for (const [lang, said, role] of ANSWERS) {
    it(`'${said}' to 'who are you?' asked in ${lang} is ${role}`, () => {
      const { session } = askedWho(lang).say(said);
      expect(session.description.role).to.equal(role);
    });
  }

  it('the same choice is accepted by its value, its title in any language, and its number', () => {
    for (const said of ['role.teacher', 'Arbetar i skolan', '3']) {
      expect(askedWho('so').say(said).session.description.role).to.equal('teacher');
    }
  });

  it('an age is a number of years, and a small number the choice with that number', () => {
    const asked = (said: string) => {
      const play = askedWho('sv');
      play.byNumber('role.parent');
      if (!play.choices().includes('age.12_14')) play.byNumber('place.Kalmar');
      return play.say(said).session.description;
    };
    expect(asked('13 år')).to.include({ age: 13, ageBand: null });
    expect(asked('١٤')).to.include({ age: 14 });
    expect(asked('3')).to.include({ age: null, ageBand: '12_14' });
  });

  it('a button of an earlier question does no harm: the question that stands is asked again', () => {
    const play = askedWho('sv');
    const { rendered, session } = play.say('signal.debt');
    expect(rendered.lotsen.keys[0]).to.equal('repair:oldButton');
    expect(session.description.observations.map(({ id }) => id)).to.deep.equal(['school_absence']);
    expect(isOldButton('Hej. Hur mår du?')).to.equal(false);
  });
});

describe('What a person may do at any time', () => {
  it('going back leads to the question before, and changing to the list of what was understood', () => {
    const play = player(house(), { locale: 'sv' });
    play.start();
    for (const value of ['describe.tap', 'group.money', 'signal.debt', 'describe.done']) play.byNumber(value);
    expect(play.say('ändra').rendered.lotsen.step).to.equal('correct');
    play.byNumber('remove.debt');
    expect(play.session.description.observations).to.deep.equal([]);
    expect(play.session.description.denied).to.deep.equal(['debt']);
  });

  it('a denial takes an observation out again, in every language', () => {
    const SAID: [Language, string, string][] = [
      ['sv', 'Jag hittade en kniv i hans väska', 'nej, han har ingen kniv'],
      ['en', 'I found a knife in his bag', 'no, he does not have a knife'],
      ['ar', 'لقيت سكين بشنطته', 'لا، ليس معه سكين'],
      ['so', 'Mindi ayaan ka helay boorsadiisa', 'maya, mindi ma haysto'],
    ];
    for (const [lang, said, denied] of SAID) {
      const play = player(house(), { locale: lang });
      play.start();
      expect(
        play.say(said).session.description.observations.map(({ id }) => id),
        said,
      ).to.include('weapon');
      const { description } = play.say(denied).session;
      expect(
        description.observations.map(({ id }) => id),
        denied,
      ).to.not.include('weapon');
      expect(description.denied).to.include('weapon');
      expect(description.urgency).to.equal('none');
    }
  });

  it('nonsense changes no language', () => {
    const play = player(house(), { locale: 'so' });
    play.start();
    play.say('qwxz qwxz qwxz qwxz qwxz');
    expect(play.session.lang).to.equal('so');
  });
});

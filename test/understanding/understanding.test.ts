import { expect } from 'chai';
import { describe, it } from 'mocha';
import { PHENOMENA } from './phenomena.ts';
import { recognizer } from './recognizer-fixture.ts';
import { AGES, PLACES } from './slots.ts';

describe('A free text is understood as a careful reader would', () => {
  for (const [phenomenon, rows] of Object.entries(PHENOMENA)) {
    describe(phenomenon, () => {
      for (const { text, says = [], not = [], denies = [] } of rows) {
        it(text, () => {
          const found = recognizer().understand(text);
          const ids = found.signals.map(({ id }) => id);
          expect(ids).to.include.members(says);
          for (const id of not) expect(ids).not.to.include(id);
          expect(found.negated).to.include.members(denies);
        });
      }
    });
  }

  it('the words a finding rests on stand in the text, verbatim and at their place', () => {
    const text = 'Hej!\nMin son skolkar… och RÖKER hasch 🙁';
    const found = recognizer().understand(text);
    expect(found.signals).to.have.length.greaterThan(1);
    for (const { evidence, start, end } of found.signals) expect(text.slice(start, end)).to.equal(evidence);
  });

  it('somebody who was told says so, and is believed', () => {
    const [signal] = recognizer().understand('Hans lärare berättade att han röker hasch').signals;
    expect(signal?.id).to.equal('drug_use');
    expect(signal?.source).to.equal('told');
  });

  it('a mother who feels low describes herself and not her child', () => {
    const found = recognizer().understand('Min son skolkar och jag är ledsen');
    expect(found.signals.map(({ id }) => id)).to.deep.equal(['school_absence']);
  });

  it('no finding carries a number that grades it', () => {
    const [signal] = recognizer().understand('han röker hasch').signals;
    expect(signal).to.have.all.keys('id', 'evidence', 'start', 'end', 'source', 'maskedEvidence');
  });

  it('at most three suggestions are made, none of them already found or denied', () => {
    const found = recognizer().understand('tabletter, polisen, slog, hot, knark, pengar, mobil, inte kniv');
    expect(found.suggested).to.have.length.at.most(3);
    const taken = [...found.signals.map(({ id }) => id), ...found.negated];
    for (const id of found.suggested) expect(taken).not.to.include(id);
  });
});

describe('Intents: what the writer wants', () => {
  const rows: [string, string][] = [
    ['hej', 'greeting'],
    ['hello there', 'greeting'],
    ['Hur gör jag en orosanmälan?', 'ask_report'],
    ['How do I make a report of concern?', 'ask_report'],
    ['kan jag vara anonym?', 'ask_privacy'],
    ['do you save what i write?', 'ask_privacy'],
    ['Tar soc mina barn om jag berättar?', 'ask_consequences'],
    ['will they take my child?', 'ask_consequences'],
    ['vad är SSPF?', 'ask_sspf'],
    ['how does somebody leave a gang?', 'ask_exit'],
    ['Finns det någon föräldragrupp i Husby?', 'ask_help'],
    ['I want to talk to a real person', 'talk_to_human'],
    ['radera allt jag har skrivit', 'delete_data'],
    ['kan vi byta till engelska', 'change_language'],
    ['stop sending me messages', 'stop'],
    ['Kan ni boka tvättstugan åt mig?', 'out_of_scope'],
    ['min son har hamnat i ett kriminellt gäng', 'describe_concern'],
  ];
  for (const [text, intent] of rows) {
    it(`${text}: ${intent}`, () => expect(recognizer().understand(text).intents[0]).to.equal(intent));
  }
});

describe('The child’s age', () => {
  for (const [text, age] of AGES) {
    it(`${text}: ${age ?? 'not told'}`, () => expect(recognizer().understand(text).age).to.equal(age));
  }
});

describe('The place', () => {
  for (const [text, place] of PLACES) {
    it(`${text}: ${place ?? 'none'}`, () => expect(recognizer().understand(text).place).to.equal(place));
  }
});

describe('Who writes', () => {
  const rows: [string, string | null][] = [
    ['min son röker', 'parent'],
    ['my little brother sells drugs', 'relative'],
    ['jag är lärare och en elev skolkar', 'teacher'],
    ['jag jobbar som fritidsledare i Husby', 'youth_worker'],
    ['grannens pojke är ute hela natten', 'other'],
    ['jag är 15 år och vill ut', 'young_person'],
    ['hej', null],
  ];
  for (const [text, role] of rows)
    it(`${text}: ${role ?? 'not said'}`, () => expect(recognizer().understand(text).role).to.equal(role));
});

describe('The language', () => {
  const rows: [string, string | null][] = [
    ['jag är orolig för min son', 'sv'],
    ['jag ar orolig for min son', 'sv'],
    ['i am worried about my son', 'en'],
    ['waan ka welwelsanahay wiilkayga', 'so'],
    ['أنا قلق على ابني', 'ar'],
    ['ana khayfe 3ala ibni ma 3am yrou7 3al madrase', 'ar'],
    ['12345', null],
    ['Я боюсь за сына', null],
    ['', null],
  ];
  for (const [text, language] of rows) {
    it(`${text || '(nothing)'}: ${language ?? 'unsure'}`, () => expect(recognizer().language(text)).to.equal(language));
  }

  it('a hint is used only where the text does not tell', () => {
    expect(recognizer().understand('123', 'so').lang).to.equal('so');
    expect(recognizer().understand('jag är orolig för min son', 'so').lang).to.equal('sv');
  });
});

describe('Words that act at once', () => {
  const rows: [string, string | null][] = [
    ['tirtir', 'forget'],
    ['Stopp!', 'stop'],
    ['  RADERA ', 'forget'],
    ['احذف', 'forget'],
    ['ja', 'yes'],
    ['la2', 'no'],
    ['haa', 'yes'],
    ['help', 'help'],
    ['på engelska', 'language_en'],
    ['glöm allt jag sa om skolan', null],
    ['', null],
  ];
  for (const [text, command] of rows)
    it(`${text || '(nothing)'}: ${command ?? 'no command'}`, () =>
      expect(recognizer().command(text)).to.equal(command));
});

describe('Urgency of the situation', () => {
  const rows: [string, string][] = [
    ['min son har kniv i skolväskan', 'today'],
    ['min dotter har blivit hotad', 'today'],
    ['hon säljer nakenbilder', 'today'],
    ['han röker hasch', 'soon'],
    ['han har slutat med fotbollen', 'none'],
    ['hej', 'none'],
  ];
  for (const [text, urgency] of rows)
    it(`${text}: ${urgency}`, () => expect(recognizer().understand(text).urgency).to.equal(urgency));
});

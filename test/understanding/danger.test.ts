import { expect } from 'chai';
import { describe, it } from 'mocha';
import { EMERGENCIES, HARMLESS } from './danger-tables.ts';
import { recognizer } from './recognizer-fixture.ts';

describe('Danger is seen in every language', () => {
  for (const [language, texts] of Object.entries(EMERGENCIES)) {
    for (const text of texts) {
      it(`${language}: ${text}`, () => {
        expect(recognizer().danger(text).emergency).not.to.equal(null);
        expect(recognizer().understand(text).urgency).to.equal('emergency');
      });
    }
  }
});

describe('What only sounds like danger alarms nobody', () => {
  for (const [language, texts] of Object.entries(HARMLESS)) {
    for (const text of texts) {
      it(`${language}: ${text}`, () =>
        expect(recognizer().danger(text)).to.deep.equal({ emergency: null, askNow: false }));
    }
  }
});

describe('Nothing hides danger', () => {
  it('a name that is masked does not', () => {
    const found = recognizer().understand(
      'Min son heter Kniv Karlsson, han står med en pistol i handen och hotar mig nu, ring 070-123 45 67',
    );
    expect(found.urgency).to.equal('emergency');
    expect(found.masked).not.to.contain('Karlsson');
  });

  it('sixteen thousand letters before it do not', () => {
    const text = `${'Han kom hem och åt middag. '.repeat(550)} Han har tagit en kniv och gått ut.`;
    expect(recognizer().danger(text).emergency).to.equal('weapon_now');
  });

  it('another language around it does not', () => {
    expect(recognizer().danger('أنا خائفة جداً han har tagit en kniv och gått ut').emergency).to.equal('weapon_now');
  });

  it('a thought of suicide that is only asked about is worth a question with 112 in sight', () => {
    const found = recognizer().understand('min dotter skriver att hon tänker på självmord');
    expect(found.urgency === 'emergency' || found.askNow).to.equal(true);
  });
});

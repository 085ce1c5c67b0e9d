import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { handsOver, Person } from '../support/direct-line.ts';
import { type Installation, install, type RunningLotsen, start } from '../support/lotsen.ts';
import { Secretary } from '../support/secretary.ts';

/** A mother in Valsta: what she writes, and words that the secretary must find in the case. */
const MOTHERS = {
  so: 'Wiilkaygu waa 13 jir, saaxiibo cusub oo ka waaweyn ayuu leeyahay, habeenkiina wuu soo daahaa. Waxaan degannahay Valsta.',
  sv: 'Min son är 13 år och har nya, äldre kompisar. Han kommer hem sent på nätterna. Vi bor i Valsta.',
  ar: 'ابني عمره 13 سنة، عنده أصدقاء جدد أكبر منه، ويرجع متأخراً في الليل. نسكن في فالستا.',
  en: 'My son is 13 and has new friends who are older, and he comes home late at night. We live in Valsta.',
};
const INTERPRETER = 'Önskar tolk';

describe("The whole way, from a mother's words to the social secretary and back", () => {
  let installation: Installation;
  let lotsen: RunningLotsen;
  let secretary: Secretary;

  before(async () => {
    installation = await install();
    lotsen = await start(installation);
    secretary = await Secretary.signsIn(lotsen.url, lotsen.inboxLink);
  });
  after(async () => {
    await lotsen.stop();
    await installation.remove();
  });

  for (const [lang, words] of Object.entries(MOTHERS)) {
    it(`works in ${lang}: understood, guided to help in Valsta, handed over, taken, and told so by the receipt`, async () => {
      const { person, welcome } = await Person.arrives(lotsen.url, lang);
      expect(welcome.lotsen.lang).to.equal(lang);
      const mirrored = await person.says(words);
      expect(mirrored.lotsen.lang).to.equal(lang);
      expect(mirrored.lotsen.understood?.signals).to.have.members(['new_peers', 'older_peers', 'out_late']);
      expect(mirrored.lotsen.understood).to.include({ age: 13, place: 'Valsta' });

      const before = await secretary.list();
      const receipt = await handsOver(person);
      expect(await secretary.list(), 'nobody sees it before it is delivered').to.deep.equal(before);
      await person.says('receipt.now');

      const [ticket, ...others] = (await secretary.list()).filter((path) => !before.includes(path));
      expect(ticket).to.be.a('string');
      expect(others).to.deep.equal([]);
      const { html } = await secretary.sees(ticket ?? '');
      expect(html).to.contain(words.split(/[,،]/)[0]);
      expect(html).to.contain('Valsta');
      if (lang !== 'sv') expect(html).to.contain(INTERPRETER);
      expect(html).to.match(/[0-9a-f]{64}/);

      expect(await secretary.presses(ticket ?? '', '/take')).to.be.oneOf([302, 303]);
      const told = await person.says(receipt.lotsen.receipt ?? '');
      expect(told.lotsen.keys).to.include('status:state.taken');
      expect(told.lotsen.lang).to.equal(lang);
      await secretary.presses(ticket ?? '', '/close');
    });
  }

  it('the guidance for Valsta names the field workers of Valsta', async () => {
    const { person } = await Person.arrives(lotsen.url, 'so');
    await person.says(MOTHERS.so);
    let answer = await person.says('understood.right');
    for (const value of ['role.parent', 'now.no', 'age.12_14', 'place.Sigtuna']) {
      if (answer.choices.some((choice) => choice.value === value)) answer = await person.says(value);
    }
    expect(answer.lotsen.resources).to.include('sigtuna-faltande-socialsekreterare');
    expect(answer.text).to.contain('Valsta');
  });
});

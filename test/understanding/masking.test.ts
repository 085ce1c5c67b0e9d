import { expect } from 'chai';
import { describe, it } from 'mocha';
import { recognizer } from './recognizer-fixture.ts';

/** Text, what must be gone, what must be left. */
const ROWS: [string, string[], string[]][] = [
  ['Min son heter Ali Hassan och bor i Husby. Ali röker.', ['Ali', 'Hassan'], ['Husby', 'röker']],
  ['my son is called Tom Smith and he smokes', ['Tom', 'Smith'], ['smokes']],
  ['ابني اسمه أحمد وعمره 14 سنة', ['أحمد'], ['وعمره 14']],
  ['magaciisu waa Cabdi, 14 jir', ['Cabdi'], ['14 jir']],
  ['pnr 20100315-1234', ['20100315', '1234'], ['pnr']],
  ['pnr 100375-1234 (samordningsnummer)', ['100375'], ['samordningsnummer']],
  ['personnummer 100315 1234', ['100315'], ['personnummer']],
  ['رقمي ٢٠١٠٠٣١٥-١٢٣٤', ['٢٠١٠٠٣١٥'], ['رقمي']],
  ['ring 070-123 45 67 ikväll', ['123 45'], ['ring', 'ikväll']],
  ['call +46 70 123 45 67', ['70 123'], ['call']],
  ['رقمي ٠٧٠١٢٣٤٥٦٧', ['٠٧٠١٢٣٤٥٦٧'], ['رقمي']],
  ['mejla anna.b@example.com', ['anna.b', 'example.com'], ['mejla']],
  ['anna (at) example.com', ['example.com'], []],
  ['vi bor på Storgatan 12 B i Husby', ['Storgatan', '12 B'], ['Husby']],
  ['12 Baker Street', ['Baker'], []],
  ['شارع الملك 5', ['الملك'], []],
  ['bilen ABC 123 väntar', ['ABC 123'], ['väntar']],
  ['konto 8327-9 123 456 789-0', ['123 456'], ['konto']],
  ['IBAN SE45 5000 0000 0583 9825 7466', ['5839', '9825'], ['IBAN']],
];

/** Numbers that are needed and belong to nobody. */
const KEPT = [
  'ring 112',
  '114 14',
  'han är 14 år',
  'han är skyldig 20 000 kr',
  'klockan 22:30',
  'åk 7',
  'på Storgatan',
  'hon heter inte så',
];

describe('Personal data is masked before anything is kept', () => {
  for (const [text, gone, left] of ROWS) {
    it(text, () => {
      const { masked } = recognizer().understand(text);
      for (const part of gone) expect(masked).not.to.contain(part);
      for (const part of left) expect(masked).to.contain(part);
    });
  }

  for (const text of KEPT) it(`“${text}” stays`, () => expect(recognizer().understand(text).masked).to.equal(text));

  it('the stored words of a finding are masked, the verbatim ones are not', () => {
    const [signal] = recognizer().understand('min son heter Ali Hassan, Ali röker hasch').signals;
    expect(signal?.maskedEvidence).not.to.contain('Ali');
  });
});

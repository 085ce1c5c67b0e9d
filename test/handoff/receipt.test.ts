import { expect } from 'chai';
import { describe, it } from 'mocha';
import { normaliseReceipt, receiptHash } from '../../src/handoff/receipt.ts';

const KEY = Buffer.alloc(32, 3);

describe('Receipt codes as people write them', () => {
  for (const written of [
    '1234567890123456',
    ' 1234 5678 9012 3456 ',
    '1234-5678-9012-3456',
    '1234–5678—9012‑3456',
    '١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦',
    '۱۲۳۴ ۵۶۷۸ ۹۰۱۲ ۳۴۵۶',
    '１２３４５６７８９０１２３４５６',
    '\u20681234 5678 9012 3456\u2069',
    '1234\u00a05678\u202f9012\u20093456',
    '1234.5678.9012.3456',
  ]) {
    it(`${JSON.stringify(written)} is the same code`, () => {
      expect(normaliseReceipt(written)).to.equal('1234567890123456');
    });
  }

  for (const written of ['', '123456789012345', '12345678901234567', '1234 5678 9012 345x', 'sexton siffror', '²²²²']) {
    it(`${JSON.stringify(written)} is none`, () => {
      expect(normaliseReceipt(written)).to.equal(null);
      expect(receiptHash(KEY, written)).to.equal(null);
    });
  }

  it('the hash needs the key and hides the code', () => {
    const hash = receiptHash(KEY, '1234 5678 9012 3456');
    expect(hash).to.match(/^[0-9a-f]{64}$/);
    expect(hash).to.equal(receiptHash(KEY, '١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦'));
    expect(hash).to.not.equal(receiptHash(Buffer.alloc(32, 4), '1234567890123456'));
    expect(hash).to.not.equal(receiptHash(KEY, '1234567890123457'));
  });
});

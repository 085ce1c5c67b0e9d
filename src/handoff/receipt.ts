import { createHmac } from 'node:crypto';

/** Digits of a receipt code (contract section 6). */
const RECEIPT_DIGITS = 16;

/** First digits of the Arabic-Indic and the extended (Persian, Urdu) rows; full-width digits are folded by NFKC. */
const ARABIC_ZEROS = [0x660, 0x6f0];

/** The sixteen digits of a receipt code as a person writes it: any digits of the four languages, spaces, dashes and direction marks. Null when it is none. */
export function normaliseReceipt(written: string): string | null {
  const digits = Array.from(written.normalize('NFKC'), westernDigit)
    .join('')
    .replace(/[\s\p{Pd}\p{Cf}._:/]/gu, '');
  return new RegExp(`^\\d{${RECEIPT_DIGITS}}$`).test(digits) ? digits : null;
}

/** The keyed hash under which a ticket is found; the code itself is never stored. Null when the text is no code. */
export function receiptHash(key: Buffer, written: string): string | null {
  const digits = normaliseReceipt(written);
  return digits && createHmac('sha256', key).update(digits).digest('hex');
}

function westernDigit(character: string): string {
  const code = character.codePointAt(0)!;
  const zero = ARABIC_ZEROS.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? character : String(code - zero);
}

/** Folding of single words, so that spellings of the same word become equal. All functions are pure and total. */

const MARKS = /\p{M}/gu;
const LATIN_QUOTES = /['’‘`´ʼʻ]/gu;
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Lower case, no accents (å and ä become a, ö becomes o), no apostrophes, a letter repeated for emphasis once. */
export function foldLatin(word: string): string {
  const plain = /^[a-z]*$/.test(word) ? word : foldDots(word).normalize('NFD').replace(MARKS, '');
  return plain.replace(/([a-z])\1{2,}/g, '$1');
}

/** As `foldLatin`, but å, ä and ö stay: gång and gäng are different words where somebody writes the dots. */
export function foldDots(word: string): string {
  if (/^[a-z]*$/.test(word)) return word.replace(/([a-z])\1{2,}/g, '$1');
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(LATIN_QUOTES, '')
    .replace(/ø/g, 'ö')
    .replace(/æ/g, 'ä')
    .replace(/ı/g, 'i')
    .normalize('NFD')
    .replace(/a\u030a/g, 'å')
    .replace(/a\u0308/g, 'ä')
    .replace(/o\u0308/g, 'ö')
    .replace(MARKS, '')
    .replace(/(\p{L})\1{2,}/gu, '$1');
}

const ARABIC: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ة: 'ه',
  ۀ: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ؤ: 'و',
  ئ: 'ي',
  ء: '',
  گ: 'ك',
  ک: 'ك',
  ڪ: 'ك',
  چ: 'ج',
  پ: 'ب',
  ڤ: 'ف',
  ژ: 'ج',
  ـ: '',
};

/** Arabic script without vowel signs and tatweel, with the letters that people exchange made equal. */
export function foldArabic(word: string): string {
  let out = '';
  for (const letter of word.normalize('NFKC').replace(INVISIBLE, '').normalize('NFC')) {
    const folded = ARABIC[letter];
    if (folded !== undefined) out += folded;
    else if (!/\p{M}/u.test(letter)) out += letter;
  }
  return out.replace(/(.)\1{2,}/gu, '$1');
}

/** Somali as it varies in chats: double letters single, ey as ay, kh as q. */
export function foldSomali(folded: string): string {
  return folded
    .replace(/kh/g, 'q')
    .replace(/ey/g, 'ay')
    .replace(/(.)\1+/g, '$1');
}

const DIGITS_ARABIC = /[٠-٩۰-۹]/g;

/** Arabic-Indic and Persian digits as 0-9. */
export function foldDigits(text: string): string {
  return text.replace(DIGITS_ARABIC, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

const SKELETON_ARABIC: Record<string, string> = {
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'j',
  ح: 'H',
  خ: 'x',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'S',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: '3',
  غ: 'G',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'w',
  ي: 'y',
  ا: 'a',
};

/** Consonants of a folded Arabic word, to compare with Arabizi: vowels, glides inside and a final h are dropped. */
export function skeletonOfArabic(folded: string): string {
  let out = '';
  for (const letter of folded) out += SKELETON_ARABIC[letter] ?? '';
  return bones(out);
}

const ARABIZI: [RegExp, string][] = [
  [/3'|gh/g, 'G'],
  [/7'|kh|5/g, 'x'],
  [/sh|ch|\$/g, 'S'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/7/g, 'H'],
  [/8/g, 'G'],
  [/9/g, 's'],
  [/6/g, 't'],
  [/4/g, 'G'],
  [/v/g, 'f'],
  [/p/g, 'b'],
  [/c/g, 'k'],
  [/g/g, 'j'],
];

/** Consonants of an Arabic word written with Latin letters and digits; a 2 may be a qaf or a hamza, which is dropped. */
export function skeletonsOfArabizi(folded: string): string[] {
  let out = folded;
  for (const [pattern, letter] of ARABIZI) out = out.replace(pattern, letter);
  out = out.replace(/[eiou]/g, 'a');
  const plain = bones(out.replace(/2/g, 'a'));
  return out.includes('2') ? [bones(out.replace(/2/g, 'q')), plain] : [plain];
}

function bones(letters: string): string {
  const head = letters[0] ?? '';
  const rest = letters
    .slice(1)
    .replace(/[awyh]+$/, '')
    .replace(/[awy]/g, '');
  return ((head === 'a' ? '' : head) + rest).replace(/(.)\1+/g, '$1');
}

/**
 * Candidate stems. Picking the one right stem is hard in all four languages; keeping every plausible one and asking the
 * word lists for each is better and needs no dictionary. Input is folded (`letters.ts`).
 */
import type { Language } from '../core/vocabulary.ts';

/** Noun and adjective endings; the short ones need a longer stem. */
const SV_NOUN = ['arnas', 'ernas', 'ornas', 'arna', 'erna', 'orna', 'ens', 'ets', 'nas', 'ar', 'en', 'et', 's'];
const SV_NOUN_LONG = ['aste', 'are', 'ers', 'ars', 'er', 'or', 'na', 'ns', 'ts', 'as', 'es', 'a', 'e', 'n', 't', 'r'];
/** Endings between which a verb changes: skolkar, skolkade, skolkat; röker, rökte, rökt. */
const SV_VERB = [
  'ades',
  'ande',
  'ende',
  'ade',
  'ats',
  'des',
  'tes',
  'ar',
  'at',
  'as',
  'er',
  'te',
  'de',
  'it',
  'es',
  'ad',
  'a',
  't',
  's',
  'd',
];
const SV_VERB_LISTED = /(?:ade|ar|er|te|de|at)$/;
const SO_NOUN = [
  'kayga',
  'kaygu',
  'gayga',
  'gaygu',
  'hayga',
  'haygu',
  'tayda',
  'taydu',
  'dayda',
  'daydu',
  'shayda',
  'shaydu',
  'kaga',
  'kagu',
  'gaga',
  'tada',
  'tadu',
  'dada',
  'dadu',
  'shada',
  'kisa',
  'kisu',
  'gisa',
  'gisu',
  'hisa',
  'hisu',
  'tisa',
  'tisu',
  'disa',
  'disu',
  'shisa',
  'keda',
  'kedu',
  'geda',
  'gedu',
  'heda',
  'teda',
  'tedu',
  'deda',
  'dedu',
  'sheda',
  'kena',
  'kenu',
  'gena',
  'tena',
  'dena',
  'shena',
  'koda',
  'godi',
  'toda',
  'doda',
  'kod',
  'tod',
  'god',
  'hod',
  'dod',
  'kay',
  'tay',
  'day',
  'yada',
  'yadi',
  'yasha',
  'yaal',
  'yal',
  'kani',
  'tani',
  'kan',
  'tan',
  'gan',
  'dan',
  'han',
  'kas',
  'tas',
  'gas',
  'das',
  'kasi',
  'tasi',
  'kayn',
  'ki',
  'gi',
  'hi',
  'ti',
  'di',
  'shi',
  'ka',
  'ga',
  'ha',
  'ta',
  'da',
  'sha',
  'ku',
  'gu',
  'hu',
  'tu',
  'du',
  'shu',
  'na',
  'se',
  'ba',
  'o',
  'yo',
  'al',
  'ayal',
  'yin',
  'in',
  'a',
  'i',
  'u',
];
const SO_VERB = [
  'anaysa',
  'inaya',
  'inaysa',
  'inayo',
  'inayn',
  'aysan',
  'aysa',
  'aya',
  'ayan',
  'ayay',
  'ayn',
  'naya',
  'nayo',
  'ayso',
  'ayo',
  'tay',
  'say',
  'nay',
  'day',
  'shay',
  'yay',
  'ay',
  'taan',
  'tan',
  'san',
  'ten',
  'sen',
  'nen',
  'den',
  'en',
  'in',
  'nin',
  'to',
  'so',
  'no',
  'do',
  'yo',
  'o',
  'ta',
  'sa',
  'na',
  'da',
  'ya',
  'an',
  'a',
  'i',
  'n',
  'tid',
  'sid',
  'aa',
  'iyay',
  'isay',
  'iya',
  'isa',
  'iyo',
  'siyay',
  'atay',
  'adaya',
  'anaya',
];
const AR_BEFORE = [
  'وبال',
  'وهال',
  'وعال',
  'وال',
  'فال',
  'بال',
  'كال',
  'عال',
  'هال',
  'ولل',
  'لل',
  'وب',
  'ول',
  'وع',
  'ال',
  'مال',
  'شال',
  'و',
  'ف',
  'ب',
  'ل',
  'ك',
  'ع',
  'ه',
];
const AR_VERB_BEFORE = [
  'وبي',
  'وبت',
  'وعم',
  'وي',
  'وت',
  'ون',
  'بي',
  'بت',
  'بن',
  'بي',
  'مي',
  'هي',
  'هت',
  'حي',
  'حت',
  'سي',
  'ست',
  'سن',
  'دي',
  'دا',
  'كي',
  'ي',
  'ت',
  'ن',
  'ا',
  'م',
  'ح',
  'س',
];
const AR_AFTER = [
  'تهم',
  'تها',
  'ناها',
  'ونها',
  'ونه',
  'يهم',
  'ياها',
  'ياه',
  'تلو',
  'لهم',
  'لها',
  'لنا',
  'ولو',
  'وله',
  'هما',
  'هم',
  'هن',
  'ها',
  'نا',
  'كم',
  'كن',
  'ين',
  'ون',
  'ان',
  'ات',
  'وا',
  'ته',
  'تو',
  'تي',
  'تك',
  'ني',
  'لو',
  'له',
  'لي',
  'لك',
  'ون',
  'ش',
  'ه',
  'و',
  'ي',
  'ك',
  'ت',
  'ن',
  'ا',
];

/** Endings that a listed Somali form is also kept without. */
const SO_LISTED = [
  'ka',
  'ga',
  'ha',
  'ta',
  'da',
  'sha',
  'ki',
  'ti',
  'di',
  'kayga',
  'tayda',
  'aya',
  'aysa',
  'tay',
  'day',
  'say',
  'ay',
  'o',
  'to',
  'in',
  'ta',
  'sa',
  'i',
  'a',
];

/** The word without each ending that leaves at least `least` letters. */
function without(word: string, endings: readonly string[], least: number, out: Set<string>): void {
  for (const ending of endings) {
    if (word.length - ending.length >= least && word.endsWith(ending)) out.add(word.slice(0, -ending.length));
  }
}

function swedish(word: string, out: Set<string>): void {
  without(word, SV_NOUN, 3, out);
  without(word, SV_NOUN_LONG, 4, out);
  for (const ending of SV_VERB) {
    if (word.length - ending.length >= 3 && word.endsWith(ending)) out.add(`${word.slice(0, -ending.length)}~`);
  }
}

/** smoking may be smok or smoke, but scared is scare and never scar: a short stem would double its consonant. */
function english(word: string, out: Set<string>): void {
  if (word.endsWith('s') && !word.endsWith('ss') && word.length >= 4) {
    out.add(word.slice(0, -1));
    if (word.endsWith('es') && word.length >= 5) out.add(word.slice(0, -2));
  }
  if (word.length > 4 && /ie[sd]$/.test(word)) out.add(`${word.slice(0, -3)}y`);
  const verb = /^(.{2,})(ing|ed)$/.exec(word);
  if (verb?.[1]) {
    const stem = verb[1];
    out.add(`${stem}e`);
    if (!/(?:^|[^aeiou])[aeiou][bdglmnprt]$/.test(stem) && stem.length >= 3) out.add(stem);
    if (/([bdglmnprt])\1$/.test(stem)) out.add(stem.slice(0, -1));
  }
  if (word.length >= 7 && word.endsWith('ly')) out.add(word.slice(0, -2));
}

function somali(word: string, out: Set<string>): void {
  without(word, SO_NOUN, 3, out);
  without(word, SO_VERB, 3, out);
  const once = [...out];
  for (const stem of once) if (stem.length > 5) without(stem, SO_NOUN, 4, out);
}

function arabic(word: string, out: Set<string>): void {
  const heads = new Set<string>([word]);
  for (const before of AR_BEFORE) {
    if (word.length - before.length >= 2 && word.startsWith(before)) heads.add(word.slice(before.length));
  }
  for (const before of AR_VERB_BEFORE) {
    if (word.length - before.length >= 3 && word.startsWith(before)) heads.add(word.slice(before.length));
  }
  for (const head of heads) {
    if (head !== word) out.add(head);
    without(head, AR_AFTER, 3, out);
  }
}

/** The word and every stem of at least three letters that it may have in the language. */
export function stems(word: string, language: Language): string[] {
  const out = new Set<string>([word]);
  if (word.length < 4) return [word];
  if (language === 'sv') swedish(word, out);
  else if (language === 'en') english(word, out);
  else if (language === 'so') somali(word, out);
  else arabic(word, out);
  return [...out];
}

/** Stems under which a listed form is also kept: cautious, so that unlike words do not meet. */
export function listedStems(word: string, language: Language): string[] {
  if (language === 'ar') {
    const out = new Set<string>([word]);
    const bare = word.startsWith('ال') && word.length >= 5 ? word.slice(2) : word;
    out.add(bare);
    for (const before of ['بي', 'بت', 'ي', 'ت', 'ن']) {
      if (bare.startsWith(before) && bare.length - before.length >= 3) out.add(bare.slice(before.length));
    }
    for (const after of ['ه', 'و', 'وا', 'ون']) {
      if (bare.endsWith(after) && bare.length - after.length >= 4) out.add(bare.slice(0, -after.length));
    }
    return [...out];
  }
  if (language === 'sv' && word.length >= 5 && SV_VERB_LISTED.test(word)) {
    const ending = SV_VERB.find((one) => word.endsWith(one)) ?? '';
    return [word, `${word.slice(0, -ending.length)}~`];
  }
  if (language === 'so' && word.length >= 4) {
    const out = new Set([word]);
    without(word, SO_LISTED, 5, out);
    return [...out];
  }
  return [word];
}

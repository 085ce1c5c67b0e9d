/**
 * Candidate stems. Picking the one right stem is hard in all four languages; keeping every plausible one and asking the
 * word lists for each is better and needs no dictionary. Input is folded (`letters.ts`).
 */
import type { Language } from '../core/vocabulary.ts';

const SV = [
  'arnas', 'ernas', 'ornas', 'andet', 'ande', 'ende', 'ades', 'arna', 'erna', 'orna', 'aste', 'are', 'ade', 'ats', 'ens', 'ets',
  'des', 'tes', 'nas', 'ar', 'er', 'or', 'en', 'et', 'na', 'at', 'it', 'ad', 'de', 'te', 'as', 'es', 'is', 'an', 'ns', 'ts',
  'a', 'e', 'n', 't', 'r', 's', 'd',
];
const EN = ['ings', 'ing', 'edly', 'ers', 'ed', 'es', 'er', 'ly', 's', 'd', 'e', 'n'];
const SO_NOUN = [
  'kayga', 'kaygu', 'gayga', 'gaygu', 'hayga', 'haygu', 'tayda', 'taydu', 'dayda', 'daydu', 'shayda', 'shaydu', 'kaga', 'kagu', 'gaga', 'tada', 'tadu', 'dada',
  'dadu', 'shada', 'kisa', 'kisu', 'gisa', 'gisu', 'hisa', 'hisu', 'tisa', 'tisu', 'disa', 'disu', 'shisa', 'keda', 'kedu', 'geda', 'gedu', 'heda', 'teda', 'tedu',
  'deda', 'dedu', 'sheda', 'kena', 'kenu', 'gena', 'tena', 'dena', 'shena', 'koda', 'godi', 'toda', 'doda', 'kod', 'tod', 'god', 'hod', 'dod', 'kay', 'tay', 'day',
  'yada', 'yadi', 'yasha', 'yaal', 'yal', 'kani', 'tani', 'kan', 'tan', 'gan', 'dan', 'han', 'kas', 'tas', 'gas', 'das', 'kasi', 'tasi',
  'kayn', 'ki', 'gi', 'hi', 'ti', 'di', 'shi', 'ka', 'ga', 'ha', 'ta', 'da', 'sha', 'ku', 'gu', 'hu', 'tu', 'du', 'shu', 'na', 'se', 'ba', 'o', 'yo',
  'al', 'ayal', 'yin', 'in', 'a', 'i', 'u',
];
const SO_VERB = [
  'anaysa', 'inaya', 'inaysa', 'inayo', 'inayn', 'aysan', 'aysa', 'aya', 'ayan', 'ayay', 'ayn', 'naya', 'nayo', 'ayso', 'ayo', 'tay', 'say', 'nay', 'day', 'shay', 'yay',
  'ay', 'taan', 'tan', 'san', 'ten', 'sen', 'nen', 'den', 'en', 'in', 'nin', 'to', 'so', 'no', 'do', 'yo', 'o', 'ta', 'sa', 'na', 'da', 'ya', 'an', 'a', 'i', 'n',
  'tid', 'sid', 'aa', 'iyay', 'isay', 'iya', 'isa', 'iyo', 'siyay', 'atay', 'adaya', 'anaya',
];
const AR_BEFORE = [
  'وبال', 'وهال', 'وعال', 'وال', 'فال', 'بال', 'كال', 'عال', 'هال', 'ولل', 'لل', 'وب', 'ول', 'وع', 'ال', 'مال', 'شال', 'و', 'ف', 'ب', 'ل', 'ك', 'ع', 'ه',
];
const AR_VERB_BEFORE = [
  'وبي', 'وبت', 'وعم', 'وي', 'وت', 'ون', 'بي', 'بت', 'بن', 'بي', 'مي', 'هي', 'هت', 'حي', 'حت', 'سي', 'ست', 'سن', 'دي', 'دا', 'كي', 'ي', 'ت', 'ن', 'ا', 'م', 'ح', 'س',
];
const AR_AFTER = [
  'تهم', 'تها', 'ناها', 'ونها', 'ونه', 'يهم', 'ياها', 'ياه', 'تلو', 'لهم', 'لها', 'لنا', 'ولو', 'وله', 'هما', 'هم', 'هن', 'ها', 'نا', 'كم', 'كن', 'ين', 'ون', 'ان', 'ات', 'وا', 'ته', 'تو',
  'تي', 'تك', 'ني', 'لو', 'له', 'لي', 'لك', 'ون', 'ش', 'ه', 'و', 'ي', 'ك', 'ت', 'ن', 'ا',
];

/** The word without each ending that leaves at least `least` letters. */
function without(word: string, endings: readonly string[], least: number, out: Set<string>): void {
  for (const ending of endings) {
    if (word.length - ending.length >= least && word.endsWith(ending)) out.add(word.slice(0, -ending.length));
  }
}

function swedish(word: string, out: Set<string>): void {
  without(word, SV, 3, out);
}

function english(word: string, out: Set<string>): void {
  without(word, EN, 3, out);
  if (word.length > 4 && word.endsWith('ies')) out.add(`${word.slice(0, -3)}y`);
  if (word.length > 4 && word.endsWith('ied')) out.add(`${word.slice(0, -3)}y`);
  const doubled = /^(.+)([bdglmnprt])\2(ing|ed|er|s)$/.exec(word);
  if (doubled?.[1] && doubled[1].length >= 2) out.add(doubled[1] + doubled[2]);
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
  const least = language === 'en' ? 4 : 4;
  return [word, ...stems(word, language).filter((stem) => stem !== word && stem.length >= least)];
}

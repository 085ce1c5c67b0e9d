/** Cutting raw text into words, clauses and sentences, with the offsets of the raw text. */
import { foldArabic, foldDigits, foldDots, foldLatin, foldSomali } from './letters.ts';

export type Script = 'latin' | 'arabic' | 'number' | 'other';

export interface Token {
  /** UTF-16 offsets into the raw text. */
  start: number;
  end: number;
  script: Script;
  /** Folded word: what Swedish, English and Arabic are compared by. */
  key: string;
  /** Folded, but with å, ä and ö (Latin script only). */
  dots: string;
  /** Folded the Somali way (Latin script only). */
  somali: string;
  /** Value of a number token, else null. */
  value: number | null;
  /** Whether the raw word begins with a capital letter. */
  capital: boolean;
  sentence: number;
  clause: number;
}

export interface Sentence {
  /** Indexes of the first token and after the last one. */
  from: number;
  to: number;
  question: boolean;
}

export interface Tokens {
  words: Token[];
  sentences: Sentence[];
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF'’‘`´ʼʻ]*/gu;
const ARABIC_LETTER = /[\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFF]/;
const LATIN_LETTER = /\p{Script=Latin}/u;
/** Digits glued to a unit: 14år, 13yo, 8000kr. A digit inside an Arabizi word (ma3o, 7abibi) is a letter. */
const GLUED =
  /^(\d{2,}|\d(?=(?:kr|ar|ars|arig|aring|aringen|yo|yrs?|years?|jir|k|x|ggr|d|aad|th|st|nd|rd|h|min|tusen|lax|man|v|e|an)$))(\D.*)$/;
const YEAR_GLUED = /^(ak|arskurs|klass|grade|year|fasalka)(\d{1,2})$/;

function token(raw: string, start: number): Token {
  const digits = foldDigits(raw);
  const value = /^\d{1,9}$/.test(digits) ? Number(digits) : null;
  const script: Script =
    value !== null ? 'number' : ARABIC_LETTER.test(raw) ? 'arabic' : LATIN_LETTER.test(raw) ? 'latin' : 'other';
  const key = script === 'arabic' ? foldArabic(raw) : script === 'number' ? String(value) : foldLatin(digits);
  const first = raw[0] ?? '';
  return {
    start,
    end: start + raw.length,
    script,
    key,
    dots: script === 'latin' ? foldDots(digits) : '',
    somali: script === 'latin' ? foldSomali(key) : '',
    value,
    capital: first !== first.toLowerCase(),
    sentence: 0,
    clause: 0,
  };
}

/** One or two tokens for a word: a number and its unit are told apart. */
function pieces(raw: string, start: number): Token[] {
  const digits = foldDigits(raw);
  if (/\d/.test(digits)) {
    const folded = foldLatin(digits);
    const glued = GLUED.exec(folded) ?? GLUED.exec(digits);
    if (glued?.[1]) {
      const cut = glued[1].length;
      return [token(raw.slice(0, cut), start), token(raw.slice(cut), start + cut)];
    }
    const year = YEAR_GLUED.exec(folded);
    if (year?.[2]) {
      const cut = raw.length - year[2].length;
      return [token(raw.slice(0, cut), start), token(raw.slice(cut), start + cut)];
    }
  }
  return [token(raw, start)];
}

const SENTENCE_END = /[!?؟…\n\r۔]/;
const CLAUSE_END = /[,،;؛:()[\]"“”«»–—]|\s[-*]\s/;

function endsSentence(between: string, previous: Token, next: string): boolean {
  if (SENTENCE_END.test(between)) return true;
  const stop = between.indexOf('.');
  if (stop < 0) return false;
  if (between.length > stop + 1) return true;
  if (previous.script === 'number' && /[\d٠-٩]/.test(next)) return false;
  return previous.end - previous.start > 2;
}

/** «10 000» is one number: the thousands are taken into the number before. */
function joins(previous: Token | undefined, piece: Token, text: string): boolean {
  if (!previous || previous.value === null || previous.value === 0 || piece.value === null) return false;
  if (piece.end - piece.start !== 3 || previous.end - previous.start > 3) return false;
  if (!/^[ \u00A0\u202F.,]$/.test(text.slice(previous.end, piece.start))) return false;
  previous.value = previous.value * 1000 + piece.value;
  previous.key = String(previous.value);
  previous.end = piece.end;
  return true;
}

/** Never throws; a text without any word gives no tokens. */
export function tokenize(text: string): Tokens {
  const words: Token[] = [];
  const sentences: Sentence[] = [];
  let sentence = 0;
  let clause = 0;
  let from = 0;
  for (const match of text.matchAll(WORD)) {
    const previous = words.at(-1);
    if (previous) {
      const between = text.slice(previous.end, match.index);
      if (words.length > from && endsSentence(between, previous, match[0][0] ?? '')) {
        sentences.push({ from, to: words.length, question: /[?؟]/.test(between) });
        from = words.length;
        sentence++;
        clause++;
      } else if (CLAUSE_END.test(between)) clause++;
    }
    for (const piece of pieces(match[0], match.index)) {
      if (piece.key === '') continue;
      if (joins(words.at(-1), piece, text)) continue;
      piece.sentence = sentence;
      piece.clause = clause;
      words.push(piece);
    }
  }
  const tail = text.slice(words.at(-1)?.end ?? 0);
  if (words.length > from) sentences.push({ from, to: words.length, question: /[?؟]/.test(tail) });
  return { words, sentences };
}

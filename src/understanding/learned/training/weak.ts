/** Short texts made of the expressions, so that the model also knows words that only the word lists hold. */
import type { Language } from '../../../core/vocabulary.ts';
import { LANGUAGES } from '../../../core/vocabulary.ts';
import type { ExpressionRow, UnderstandingData } from '../../data.ts';
import { chance } from './chance.ts';

export interface WeakText {
  language: Language;
  text: string;
  holds: string[];
  /** Kinds of labels of which such a text says nothing. */
  open: string[];
}

const TEXTS_EACH = 2;

/** Deterministic; every expression of signals, emergencies and intents is written out twice in each language it is used in. */
export function weakTexts(data: UnderstandingData): WeakText[] {
  const next = chance(11);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  return LANGUAGES.flatMap((language) => {
    const forms = formsOf(data, language);
    const word = (concept: string): string => pick(forms.get(concept) ?? []) ?? '';
    return [...data.languages[language].expressions, ...data.shared].flatMap((row) => {
      const taught = teaches(row, data);
      if (!taught) return [];
      return Array.from({ length: TEXTS_EACH }, () => ({
        language,
        ...taught,
        text: written(row.expression, word, pick),
      })).filter(({ text }) => text.length >= 3);
    });
  });
}

function formsOf(data: UnderstandingData, language: Language): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const { concept, form } of data.languages[language].lexicon) {
    const list = out.get(concept) ?? [];
    list.push(form);
    out.set(concept, list);
  }
  return out;
}

/** An expression of an observation says nothing of these; but it is not an emergency. */
const CALM = ['urgency:today', 'urgency:soon', 'urgency:none'];

/** What holds where an expression stands; null for rows that teach nothing (roles, urgency words). */
function teaches({ target, use }: ExpressionRow, data: UnderstandingData): Pick<WeakText, 'holds' | 'open'> | null {
  const said = use === '' || use === 'keep' || use === 'maybe';
  const signals = (ids: readonly string[]): string[] => (said ? ids.map((id) => `signal:${id}`) : []);
  if (target in data.signals)
    return { holds: signals([target]), open: [...CALM, 'intent', ...(said ? [] : ['nothing'])] };
  if (target.startsWith('emergency:')) {
    const kind = data.emergencies.find(({ id }) => id === target.slice('emergency:'.length));
    const urgent = said && use !== 'maybe' ? ['urgency:emergency'] : [];
    return {
      holds: [...signals(kind?.signals ?? []), ...urgent],
      open: ['intent', ...(said ? [] : ['nothing', 'urgency'])],
    };
  }
  if (target.startsWith('intent:') && said) return { holds: [target], open: ['nothing', 'urgency'] };
  return null;
}

type Pick1 = <T>(list: readonly T[]) => T | undefined;

/** One way of writing an expression out: alternatives chosen, meanings replaced by one of their words. */
function written(expression: string, word: (concept: string) => string, pick: Pick1): string {
  let text = expression.split(/(?:^|\s+)!/)[0] ?? '';
  for (let depth = 0; depth < 8 && text.includes('('); depth++) {
    text = text.replace(/\(([^()]*)\)\??/g, (_, inside: string) => ` ${pick(inside.split('|')) ?? ''} `);
  }
  // A row with a fault teaches nothing; `npm run check` tells it.
  if (/[()|]/.test(text)) return '';
  return text
    .split(/\s+/)
    .map((piece) => {
      if (/^(\.\.\d*|\+|&)$/.test(piece)) return '';
      if (piece === '#') return String(2 + (pick([...Array(40).keys()]) ?? 0));
      if (piece.startsWith('@')) return plain(word(piece.slice(1)));
      return plain(piece);
    })
    .filter((piece) => piece !== '')
    .join(' ');
}

function plain(form: string): string {
  return form.replace(/\(([^|()]*)[^()]*\)\??/g, '$1').replace(/[*=#]/g, '');
}

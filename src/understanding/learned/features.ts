/** What a message looks like to the learned part: words, letters, meanings, what the rules found. */
import type { UnderstandingData } from '../data.ts';
import type { GrammarList } from '../grammar.ts';
import type { Match } from '../match.ts';
import type { Status } from '../status.ts';
import { StatusJudge } from '../status.ts';
import type { Sym } from '../words.ts';
import type { Scene, SceneEngine } from './scene.ts';

/**
 * Groups of features and what all features of a group weigh together (each group is brought to this length, so that
 * a long message does not weigh more than a short one). Chosen by cross-validation.
 */
export const GROUPS = {
  word: 1,
  three: 1,
  four: 1,
  meaning: 1,
  core: 1,
  pair: 0.7,
  rule: 1.5,
  frame: 0.5,
  language: 0.3,
} as const;
export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** Bumped when features change: weights trained with others are refused. */
export const FEATURES_VERSION = 1;

export interface Feature {
  hash: number;
  group: number;
  /** Words that it was read from; equal when it belongs to the whole message. */
  from: number;
  to: number;
}

const FRAME: readonly GrammarList[] = [
  'before',
  'after',
  'not_negation',
  'cannot',
  'denies_knowledge',
  'ended',
  'past',
  'hypothetical',
  'if_words',
  'general',
  'told',
  'rumour',
  'carriers',
  'question_words',
  'now',
  'soon_time',
  'writer',
  'child_pronouns',
];
/** A longer text is read to here: its features would cost more time than they tell. */
const WORDS_MOST = 300;
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, 32 bits. */
export function hash(text: string, seed = OFFSET): number {
  let value = seed;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), PRIME);
  return value >>> 0;
}

const SEEDS = GROUP_NAMES.map((name) => hash(name));

interface Meaning {
  name: string;
  from: number;
  to: number;
  /** Denied and ended meanings say something else than asserted ones. */
  mark: string;
}

const MARKS: Record<Status, string> = {
  asserted: '',
  negated: 'N',
  ended: 'N',
  hypothetical: 'H',
  general: 'H',
  rumour: 'H',
};

/** Reads features; keeps nothing of a message. */
export class FeatureReader {
  readonly #core: ReadonlyMap<string, readonly string[]>;
  #engine: SceneEngine | null = null;
  #judge: StatusJudge | null = null;
  #meanings = new Map<Sym, string>();

  constructor(data: Pick<UnderstandingData, 'concepts'>) {
    this.#core = new Map(Object.entries(data.concepts).map(([name, { core }]) => [name, core]));
  }

  /** Every feature once, in the order of the text. */
  read(scene: Scene): Feature[] {
    const out: Feature[] = [];
    const seen = new Set<number>();
    const add = (group: Group, name: string, from = 0, to = 0): void => {
      const index = GROUP_NAMES.indexOf(group);
      const value = hash(name, SEEDS[index]);
      if (seen.has(value)) return;
      seen.add(value);
      out.push({ hash: value, group: index, from, to });
    };
    const marks = this.#marks(scene);
    add('language', scene.lang ?? '?');
    words(scene, marks, add);
    this.#addMeanings(scene, marks, add);
    addRules(scene, add);
    addFrame(scene, add);
    return out;
  }

  #prepare(engine: SceneEngine): StatusJudge {
    if (this.#engine === engine && this.#judge) return this.#judge;
    this.#engine = engine;
    this.#meanings = new Map();
    for (const name of this.#core.keys()) {
      const sym = engine.table.find(`@${name}`);
      if (sym !== undefined) this.#meanings.set(sym, name);
    }
    this.#judge = new StatusJudge(engine.grammar, (on, word) => engine.namesChild(on, word));
    return this.#judge;
  }

  /** For each word whether it is asserted (''), denied or over (N), or only supposed (H). */
  #marks(scene: Scene): string[] {
    const judge = this.#prepare(scene.engine);
    const pattern = { id: -1, target: '', use: 'not' as const, parts: [], elsewhere: [], without: [] };
    const single: Match[] = scene.on.tokens.words
      .slice(0, WORDS_MOST)
      .map(({ sentence }, at) => ({ pattern, words: [at], from: at, to: at + 1, sentence }));
    // The real matches come along: their words decide what counts as a denial of its own.
    const judged = judge.judge(scene.on, [...scene.matches, ...single]);
    return judged.slice(scene.matches.length).map(({ status }) => MARKS[status]);
  }

  #addMeanings(scene: Scene, marks: readonly string[], add: Add): void {
    const found: Meaning[] = [];
    for (const [sym, starts] of scene.on.starts) {
      const name = this.#meanings.get(sym);
      if (name === undefined) continue;
      for (const from of starts) {
        const mark = marks[from];
        if (mark === undefined) continue;
        found.push({ name, from, to: scene.on.spans[from]?.get(sym) ?? from + 1, mark });
      }
    }
    found.sort((a, b) => a.from - b.from || (a.name < b.name ? -1 : 1));
    for (const { name, from, to, mark } of found) add('meaning', mark + name, from, to);
    const said = found.filter(({ mark }) => mark !== 'N');
    this.#addCores(said, add);
  }

  #addCores(said: readonly Meaning[], add: Add): void {
    const times = new Map<string, Set<string>>();
    for (const { name } of said) {
      for (const id of this.#core.get(name) ?? []) times.set(id, (times.get(id) ?? new Set()).add(name));
    }
    for (const [id, names] of times) for (let n = 1; n <= Math.min(3, names.size); n++) add('core', `${n} ${id}`);
  }
}

type Add = (group: Group, name: string, from?: number, to?: number) => void;

function words(scene: Scene, marks: readonly string[], add: Add): void {
  marks.forEach((mark, at) => {
    const token = scene.on.tokens.words[at];
    if (!token || scene.skip(at)) return;
    const number = token.script === 'number';
    const key = number ? '#' : scene.lang === 'so' && token.script === 'latin' ? token.somali : token.key;
    add('word', `${mark} ${key}`, at, at + 1);
    if (number) return;
    const whole = `<${key.slice(0, 40)}>`;
    for (let from = 0; from + 3 <= whole.length; from++) {
      add('three', whole.slice(from, from + 3), at, at + 1);
      if (from + 4 <= whole.length) add('four', whole.slice(from, from + 4), at, at + 1);
    }
  });
}

function addRules(scene: Scene, add: Add): void {
  for (const { pattern, status, from, to } of scene.matches)
    add('rule', `${pattern.target} ${pattern.use} ${status}`, from, to);
  for (const id of scene.signals) add('rule', `= ${id}`);
  if (scene.signals.length === 0) add('rule', '= none');
  if (scene.emergency) {
    add('rule', 'emergency');
    add('rule', `emergency ${scene.emergency}`);
  }
  if (scene.askNow) add('rule', 'ask now');
}

function addFrame(scene: Scene, add: Add): void {
  const { tokens } = scene.on;
  for (const list of FRAME) if (scene.engine.grammar.all(scene.on, list).length > 0) add('frame', list);
  if (tokens.sentences.some(({ question }) => question)) add('frame', '?');
  if (tokens.sentences.length === 1) add('frame', 'one sentence');
  add('frame', `length ${Math.min(5, Math.floor(Math.log2(tokens.words.length + 1)))}`);
}

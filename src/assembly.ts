import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { dialogs } from '../dialogs/flow.ts';
import { createRenderer } from './channels/render.ts';
import { type LookUp, wordText } from './channels/wording.ts';
import type { Advisor, Recognizer } from './core/description.ts';
import type { Context, Dialogs, Directory, Receiver } from './core/dialog.ts';
import type { Renderer } from './core/reply.ts';
import { LANGUAGES, type Language } from './core/vocabulary.ts';
import { DEFAULT_KEEP_DAYS } from './handoff/retention.ts';
import type { Unit } from './handoff/ticket.ts';
import { readAnswers } from './knowledge/answers.ts';
import { type ContactPolicy, inSafeOrder, isNight, toCard } from './knowledge/contacts.ts';
import { createDirectory } from './knowledge/directory.ts';
import { type HandoffSettings, readHandoffSettings } from './knowledge/handoff.ts';
import { type Knowledge, tryKnowledge } from './knowledge/knowledge.ts';
import { readUnderstandingData } from './knowledge/language.ts';
import { KnowledgeError, type Problem } from './knowledge/problem.ts';
import type { Resource } from './knowledge/resource-schema.ts';
import { readRules } from './knowledge/rules.ts';
import { createTexts, type FlatTexts, tryTexts } from './knowledge/texts.ts';
import { createAdvisor } from './rules/advisor.ts';
import { urgencyOf } from './understanding/conclude.ts';
import { createRecognizer } from './understanding/recognizer.ts';

/** Everything that the pure core needs, joined: what the server, the command lines and the tests all stand on. */
export interface House {
  recognizer: Recognizer;
  advisor: Advisor;
  directory: Directory;
  dialogs: Dialogs;
  renderer: Renderer;
  /** The receiving units of the knowledge; which of them have staff is the stores' to say. */
  units: Omit<Unit, 'demo'>[];
  handoff: HandoffSettings;
  knowledge: Knowledge;
  urgencyOf: Context['urgencyOf'];
  answer: Context['answer'];
  lookUp: LookUp;
  /** Labels of the chat page by language. */
  pageTexts: Record<Language, Record<string, string>>;
}

export interface AssemblyOptions {
  root?: string;
  contacts: ContactPolicy;
  /** Days that a closed ticket is kept: said in the consent. */
  keepDays?: number;
}

/** The folder that holds `knowledge/` and `locales/`. */
export const ROOT = join(import.meta.dirname, '..');

/**
 * Reads and joins all data.
 * @throws KnowledgeError with everything that is wrong with it, in plain words: nothing wrong ever reaches a person.
 */
export function assemble({ root = ROOT, contacts, keepDays = DEFAULT_KEEP_DAYS }: AssemblyOptions): House {
  const problems: Problem[] = [];
  const dir = join(root, 'knowledge');
  const knowledge = tryKnowledge(dir, problems);
  const language = readUnderstandingData(dir);
  problems.push(...language.problems);
  const signals = new Set(Object.keys(knowledge?.signals.signals ?? {}));
  const answers = readAnswers(join(dir, 'language'), problems);
  const handoff = readHandoffSettings(join(dir, 'handoff.yml'), signals, problems);
  const book = knowledge && readRules(join(dir, 'rules'), signals, problems);
  const flat = tryTexts(join(root, 'locales'), problems);
  const texts = createTexts(flat);
  if (problems.length > 0 || !knowledge || !language.data || !handoff || !book) throw new KnowledgeError(problems);
  const help = createDirectory(knowledge);
  const { rules } = language.data.urgency;
  return {
    recognizer: createRecognizer(language.data),
    advisor: createAdvisor({ book, directory: help }),
    directory: {
      signalGroups: groupsOf(knowledge),
      municipalityOf: (place) => help.findPlace(place)?.municipality ?? null,
      municipalities: help.municipalities().sort((a, b) => a.localeCompare(b, 'sv')),
      cards: (ids, { danger, now }) => cardsOf(ids, help.resource, contacts, { danger, night: isNight(now) }),
      hasText: (key) => texts.has(key),
      consentVersion: handoff.consentTextVersion,
      regretMinutes: handoff.regretMinutes,
      keepDays,
    },
    dialogs,
    renderer: createRenderer(texts.lookUp),
    units: knowledge.units.map(({ id, municipality, name }) => ({ id, municipality, name })),
    handoff,
    knowledge,
    urgencyOf: (signals, age) => urgencyOf(rules, signals, age, []),
    answer: (folded) => answers.get(folded) ?? null,
    lookUp: texts.lookUp,
    pageTexts: pageTextsOf(flat),
  };
}

/** What one turn may look at, at one moment. */
export function contextAt(
  house: House,
  moment: { now: string; random: Context['random']; receivers: Receiver[]; mode: Context['mode'] },
): Context {
  const { recognizer, advisor, directory, urgencyOf: urgency, answer, lookUp } = house;
  return {
    ...moment,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    recognizer,
    advisor,
    directory,
    urgencyOf: urgency,
    answer,
    word: (words, lang) => wordText(words, lang, 'web', lookUp),
  };
}

function pageTextsOf(flat: FlatTexts): House['pageTexts'] {
  const labels = (lang: Language) =>
    [...flat[lang]]
      .filter(([key]) => key.startsWith('web:'))
      .map(([key, { text }]) => [key.slice('web:'.length), text]);
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, Object.fromEntries(labels(lang))])) as House['pageTexts'];
}

function groupsOf({ signals }: Knowledge): Directory['signalGroups'] {
  return Object.keys(signals.groups).map((id) => ({
    id,
    signals: Object.entries(signals.signals)
      .filter(([, { group }]) => group === id)
      .map(([signal]) => signal),
  }));
}

function cardsOf(
  ids: string[],
  find: (id: string) => Resource | null,
  policy: ContactPolicy,
  moment: { danger: boolean; night: boolean },
) {
  const emergency = find('sos-112');
  const found = ids.flatMap((id) => find(id) ?? []);
  const ordered = emergency ? inSafeOrder(found, moment, emergency) : found;
  return ordered.flatMap((resource) => toCard(resource, { policy, why: null }) ?? []);
}

/**
 * `npm run train`: trains the learned part from the messages and word lists of `knowledge/language` and writes
 * `learned.bin`. `npm run train -- --report`: instead holds out one hand after another and prints how well its messages are read.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Language } from '../core/vocabulary.ts';
import { LEARNED_FILE, loadUnderstandingData } from '../knowledge/language.ts';
import type { Problem } from '../knowledge/problem.ts';
import { KnowledgeError } from '../knowledge/problem.ts';
import type { Utterance } from '../knowledge/utterances.ts';
import { readUtterances } from '../knowledge/utterances.ts';
import type { UnderstandingData } from '../understanding/data.ts';
import { FEATURES_VERSION, FeatureReader, GROUP_NAMES } from '../understanding/learned/features.ts';
import type { Scene } from '../understanding/learned/scene.ts';
import type { Example, WeakExample } from '../understanding/learned/training/example.ts';
import { REPORT_HEAD, reportRow, tryOut } from '../understanding/learned/training/report.ts';
import { train } from '../understanding/learned/training/train.ts';
import { weakTexts } from '../understanding/learned/training/weak.ts';
import { encodeWeights } from '../understanding/learned/weights.ts';
import { createRecognizer } from '../understanding/recognizer.ts';

export interface TrainingData {
  data: UnderstandingData;
  utterances: Utterance[];
}

/** Everything that is trained from. Throws `KnowledgeError` when a row is wrong. */
export function loadTrainingData(knowledge: string): TrainingData {
  const { learned: _, ...data } = loadUnderstandingData(knowledge);
  const problems: Problem[] = [];
  const utterances = readUtterances(knowledge, new Set(Object.keys(data.signals)), problems);
  if (problems.length > 0) throw new KnowledgeError(problems);
  return { data, utterances };
}

/** Hash of the messages, labels and features that weights are made from. */
export function hashOfMessages({ data, utterances }: TrainingData): string {
  return sha256([FEATURES_VERSION, Object.keys(data.signals), utterances]);
}

/** Hash of the word lists and expressions. */
export function hashOfLists({ data: { concepts, languages, shared, emergencies } }: TrainingData): string {
  return sha256([concepts, languages, shared, emergencies]);
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Reads every message as the recognizer does, without what was learned before. */
export function examplesOf({ data, utterances }: TrainingData): { examples: Example[]; weak: WeakExample[] } {
  const read = sceneReader(data);
  const features = new FeatureReader(data);
  const examples = utterances.map((utterance) => {
    const scene = read(utterance.text, null);
    const { id, hand, language } = utterance;
    return { id, hand, language, scene, features: features.read(scene), label: utterance };
  });
  const whole = ['rule', 'frame'].map((group) => (GROUP_NAMES as string[]).indexOf(group));
  const weak = weakTexts(data).map(({ language, text, holds, open }) => ({
    features: features.read(read(text, language)).filter(({ group }) => !whole.includes(group)),
    holds,
    open: (label: string) => open.some((kind) => label.startsWith(kind)),
  }));
  return { examples, weak };
}

function sceneReader(data: UnderstandingData): (text: string, hint: Language | null) => Scene {
  let last: Scene | null = null;
  const recognizer = createRecognizer(data, {
    read(scene) {
      last = scene;
      return null;
    },
  });
  return (text, hint) => {
    last = null;
    recognizer.understand(text, hint);
    if (!last) throw new Error('a message was not read');
    return last;
  };
}

function report(from: TrainingData): void {
  const { examples, weak } = examplesOf(from);
  const signals = Object.keys(from.data.signals);
  const hands = [...new Set(examples.map(({ hand }) => hand))];
  const tried = hands.map((hand) => {
    const rest = examples.filter((example) => example.hand !== hand);
    process.stderr.write(`without ${hand}\n`);
    return {
      hand,
      tried: tryOut(
        train(signals, rest, weak),
        examples.filter((example) => example.hand === hand),
      ),
    };
  });
  const languages = [...new Set(examples.map(({ language }) => language))];
  const all = tried.flatMap((one) => one.tried);
  const lines = [
    { name: 'all', rows: all },
    ...languages.map((language) => ({
      name: language,
      rows: all.filter(({ example }) => example.language === language),
    })),
    ...tried.map((one) => ({ name: one.hand, rows: one.tried })),
  ].flatMap(({ name, rows }) =>
    (['rules', 'model', 'both'] as const).map((way) => [name, way, ...reportRow(rows, way)]),
  );
  for (const cells of [['held out', 'read by', ...REPORT_HEAD], ...lines]) {
    process.stdout.write(`${cells.map((cell, at) => (at < 2 ? cell.padEnd(12) : cell.padStart(8))).join('')}\n`);
  }
}

function main(options: string[]): void {
  const knowledge = fileURLToPath(new URL('../../knowledge', import.meta.url));
  const from = loadTrainingData(knowledge);
  if (options.includes('--report')) {
    report(from);
    return;
  }
  const began = performance.now();
  const { examples, weak } = examplesOf(from);
  const trained = train(Object.keys(from.data.signals), examples, weak);
  const bytes = encodeWeights({ messages: hashOfMessages(from), lists: hashOfLists(from), ...trained });
  writeFileSync(join(knowledge, 'language', LEARNED_FILE), bytes);
  process.stdout.write(
    `${examples.length} messages, ${weak.length} expressions written out, ${trained.hashes.length} features, ${bytes.length} bytes, ` +
      `${((performance.now() - began) / 1000).toFixed(0)} s\n${JSON.stringify(trained.thresholds)}\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));

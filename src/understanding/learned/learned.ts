/**
 * The learned part: it may take back what an expression asserts, assert what no expression says, choose what to ask about,
 * and correct urgency and main intent. It never lowers an emergency and never asserts what is denied, over or only supposed.
 */
import type { Intent, SignalId, Urgency } from '../../core/vocabulary.ts';
import { moreUrgent } from '../../core/vocabulary.ts';
import type { UnderstandingData } from '../data.ts';
import { strongestRun } from './evidence.ts';
import type { Feature } from './features.ts';
import { FeatureReader } from './features.ts';
import type { Known } from './linear.ts';
import { Linear } from './linear.ts';
import type { Scores } from './pairs.ts';
import { applySmall, intentNumbers, placesOf, signalNumbers, urgencyNumbers } from './pairs.ts';
import type { Advice, LearnedSignal, Scene, SecondReader } from './scene.ts';
import type { LearnedWeights } from './weights.ts';
import { decodeWeights } from './weights.ts';

const SUGGESTIONS_MOST = 3;
/** Shorter messages say things plainly, and the model was trained on few of them: expressions are believed there. */
const WORDS_FOR_VETO = 12;

/** Builds the second reader from the bytes of `learned.bin`. Throws `WeightsError` when they are not what they should be. */
export function createLearned(bytes: Uint8Array, data: Pick<UnderstandingData, 'concepts' | 'signals'>): SecondReader {
  return new Learned(decodeWeights(bytes), data);
}

/** Probabilities of one message, by id. */
export interface Judgement {
  signals: Map<SignalId, number>;
  intents: Map<Intent, number>;
  urgencies: Map<Urgency, number>;
}

/** The two layers of the model on features that are already read. */
export class LearnedModel {
  readonly linear: Linear;
  readonly weights: LearnedWeights;
  readonly #signals: number[];
  readonly #intents: number[];
  readonly #urgencies: number[];

  constructor(weights: LearnedWeights) {
    this.weights = weights;
    this.linear = new Linear(weights);
    this.#signals = placesOf(weights.labels, 'signal');
    this.#intents = placesOf(weights.labels, 'intent');
    this.#urgencies = placesOf(weights.labels, 'urgency');
  }

  /** `values`: log-odds of the linear model. */
  judge(scene: Scene, values: Float64Array): Judgement {
    const { labels, trust, signal, intent, urgency } = this.weights;
    const scores: Scores = { labels, values };
    const name = (place: number): string => (labels[place] ?? '').replace(/^\w+:/, '');
    return {
      signals: new Map(
        this.#signals.map((place, at) => [
          name(place),
          applySmall(signal, signalNumbers(scene, scores, this.#signals, place, trust[at] ?? 0.5)),
        ]),
      ),
      intents: new Map(
        this.#intents.map((place) => [
          name(place) as Intent,
          applySmall(intent, intentNumbers(scene, scores, this.#intents, place)),
        ]),
      ),
      urgencies: new Map(
        this.#urgencies.map((place) => [
          name(place) as Urgency,
          applySmall(urgency, urgencyNumbers(scene, scores, this.#urgencies, place)),
        ]),
      ),
    };
  }
}

class Learned implements SecondReader {
  readonly #model: LearnedModel;
  readonly #features: FeatureReader;
  readonly #known: ReadonlySet<string>;

  constructor(weights: LearnedWeights, data: Pick<UnderstandingData, 'concepts' | 'signals'>) {
    this.#model = new LearnedModel(weights);
    this.#features = new FeatureReader(data);
    this.#known = new Set(Object.keys(data.signals));
  }

  read(scene: Scene): Advice | null {
    if (scene.on.tokens.words.length === 0) return null;
    const features: Feature[] = this.#features.read(scene);
    const known = this.#model.linear.known(features);
    const judged = this.#model.judge(scene, this.#model.linear.score(known));
    for (const id of judged.signals.keys()) if (!this.#known.has(id)) judged.signals.delete(id);
    const decided = decide(scene, judged, this.#model.weights);
    return {
      ...decided,
      assert: decided.assert.flatMap((id) => this.#withEvidence(scene, known, id)),
    };
  }

  #withEvidence(scene: Scene, known: readonly Known[], id: SignalId): LearnedSignal[] {
    const { tokens } = scene.on;
    const label = this.#model.linear.labels.indexOf(`signal:${id}`);
    const run = strongestRun(tokens, this.#model.linear.spoken(known, label, tokens.words.length));
    if (!run) return [];
    const sentence = tokens.sentences[tokens.words[run.from]?.sentence ?? 0];
    const told = scene.engine.grammar.all(scene.on, 'told').some((at) => at >= (sentence?.from ?? 0) && at < run.to);
    return [{ id, ...run, told }];
  }
}

export interface Decision extends Omit<Advice, 'assert'> {
  assert: SignalId[];
}

/** What follows from the probabilities. */
export function decide(scene: Scene, judged: Judgement, { thresholds }: Pick<LearnedWeights, 'thresholds'>): Decision {
  const ranked = [...judged.signals].sort((a, b) => b[1] - a[1]);
  const believed = scene.emergency !== null || scene.on.tokens.words.length < WORDS_FOR_VETO;
  const veto = believed ? [] : scene.signals.filter((id) => (judged.signals.get(id) ?? 1) < thresholds.keep);
  const barred = contrary(scene);
  const assert = ranked.flatMap(([id, p]) =>
    p >= thresholds.assert && !scene.signals.includes(id) && !barred.has(id) ? [id] : [],
  );
  const said = new Set([...scene.signals.filter((id) => !veto.includes(id)), ...assert, ...scene.negated]);
  const left = ranked.filter(([id]) => !said.has(id));
  const worth = (left[0]?.[1] ?? 0) >= thresholds.ask;
  const suggest = left.flatMap(([id, p]) => (worth && p >= thresholds.suggest ? [id] : [])).slice(0, SUGGESTIONS_MOST);
  const urgency = urgencyFrom(scene, judged);
  const alarm = (judged.urgencies.get('emergency') ?? 0) >= thresholds.askNow;
  return {
    assert,
    veto,
    suggest,
    urgency,
    intents: intentsFrom(scene, judged, scene.signals.length > veto.length || scene.emergency !== null),
    askNow: urgency !== 'emergency' && (scene.askNow || alarm),
  };
}

/** Signals that an expression denies, ends, only supposes or tells from something harmless: never asserted on the strength of letters. */
function contrary(scene: Scene): Set<SignalId> {
  const out = new Set([...scene.negated, ...scene.lookalikes]);
  for (const { pattern, status } of scene.matches) if (status !== 'asserted') out.add(pattern.target);
  return out;
}

/** The likeliest urgency where it is more urgent than what the rules say; an emergency is the rules' alone. */
function urgencyFrom(scene: Scene, { urgencies }: Judgement): Urgency {
  const below = [...urgencies].filter(([urgency]) => urgency !== 'emergency');
  const likeliest = below.reduce<[Urgency, number]>((best, one) => (one[1] > best[1] ? one : best), ['none', 0]);
  return moreUrgent(scene.urgency, likeliest[0]);
}

/** The likeliest intent first, then the others that the rules found. Who describes something that is taken as said, describes. */
function intentsFrom(scene: Scene, { intents }: Judgement, describes: boolean): Intent[] {
  const ruled = scene.intents[0] ?? 'out_of_scope';
  const likeliest = [...intents].reduce<[Intent, number]>((best, one) => (one[1] > best[1] ? one : best), [ruled, 0]);
  const main = describes && ruled === 'describe_concern' ? ruled : likeliest[0];
  const silent = (intent: Intent): boolean => intent === 'out_of_scope' || intent === 'greeting';
  return [main, ...scene.intents.filter((intent) => intent !== main && !silent(intent))];
}

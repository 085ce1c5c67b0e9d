import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { TrainingData } from '../../src/commands/train.ts';
import { examplesOf, hashOfMessages, loadTrainingData } from '../../src/commands/train.ts';
import { LANGUAGES } from '../../src/core/vocabulary.ts';
import { LEARNED_FILE } from '../../src/knowledge/language.ts';
import type { UnderstandingData } from '../../src/understanding/data.ts';
import { strongestRun } from '../../src/understanding/learned/evidence.ts';
import type { Judgement } from '../../src/understanding/learned/learned.ts';
import { createLearned, decide } from '../../src/understanding/learned/learned.ts';
import type { Scene } from '../../src/understanding/learned/scene.ts';
import { train } from '../../src/understanding/learned/training/train.ts';
import { decodeWeights, encodeWeights, WeightsError } from '../../src/understanding/learned/weights.ts';
import { createRecognizer } from '../../src/understanding/recognizer.ts';
import { tokenize } from '../../src/understanding/tokens.ts';

const KNOWLEDGE = join(import.meta.dirname, '..', '..', 'knowledge');
const from = loadTrainingData(KNOWLEDGE);
const bytes = readFileSync(join(KNOWLEDGE, 'language', LEARNED_FILE));
const weights = decodeWeights(bytes);

/** A few messages and expressions: enough to see whether training is the same twice. */
function few(): TrainingData {
  const { data, utterances } = from;
  const languages = Object.fromEntries(
    LANGUAGES.map((language) => {
      const { lexicon, expressions, ...files } = data.languages[language];
      return [language, { ...files, lexicon: lexicon.slice(0, 300), expressions: expressions.slice(0, 20) }];
    }),
  ) as UnderstandingData['languages'];
  return { data: { ...data, languages, shared: [] }, utterances: utterances.filter((_, at) => at % 20 === 0) };
}

/** The file of weights that comes from these messages. */
function trained(data: TrainingData): Uint8Array {
  const { examples, weak } = examplesOf(data);
  const learned = train(Object.keys(data.data.signals), examples, weak);
  return encodeWeights({ messages: 'm', lists: 'l', ...learned });
}

describe('What was learned', () => {
  it('was trained from the messages that are kept here (else: npm run train)', () => {
    expect(weights.messages).to.equal(hashOfMessages(from));
  });

  it('knows every observation of the list', () => {
    const known = weights.labels.filter((label) => label.startsWith('signal:')).map((label) => label.slice(7));
    expect(known).to.deep.equal(Object.keys(from.data.signals));
  });

  it('is small enough to ship', () => {
    expect(bytes.length).to.be.below(4_000_000);
  });

  it('comes out the same when the same messages are learned twice, and otherwise when a message is missing', function () {
    this.timeout(60_000);
    const data = few();
    const first = trained(data);
    expect(Buffer.compare(first, trained(data))).to.equal(0);
    expect(Buffer.compare(first, trained({ ...data, utterances: data.utterances.slice(1) }))).to.not.equal(0);
  });

  it('is refused when the file is cut, foreign or made for other features', () => {
    expect(() => decodeWeights(bytes.subarray(0, bytes.length - 1))).to.throw(WeightsError);
    expect(() => decodeWeights(bytes.subarray(0, 100))).to.throw(WeightsError);
    expect(() => decodeWeights(new Uint8Array(0))).to.throw(WeightsError);
    expect(() => decodeWeights(new TextEncoder().encode('something else entirely'))).to.throw(WeightsError);
    const other = Buffer.from(Buffer.from(bytes).toString('latin1').replace('"features":', '"features":9'), 'latin1');
    expect(() => decodeWeights(other)).to.throw(WeightsError);
  });

  it('is left out when it cannot be used, and the rules still work', () => {
    const broken = createRecognizer({ ...from.data, learned: new Uint8Array(12) } as UnderstandingData);
    expect(broken.problems.map(({ row }) => row)).to.include(LEARNED_FILE);
    expect(broken.understand('Min son har en kniv i väskan').signals.map(({ id }) => id)).to.include('weapon');
  });
});

describe('Somebody who writes anything at all', () => {
  const learned = createLearned(bytes, from.data);
  const recognizer = createRecognizer(from.data, learned);

  it('is read without a crash, with evidence from the text, and asked about three things at most', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const found = recognizer.understand(text);
        expect(found.suggested.length).to.be.at.most(3);
        expect(found.intents.length).to.be.at.least(1);
        for (const signal of found.signals) {
          expect(text.slice(signal.start, signal.end)).to.equal(signal.evidence);
          expect(found.suggested).to.not.include(signal.id);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('never loses an emergency to what was learned', () => {
    const rules = createRecognizer(from.data);
    const lost = from.utterances.filter(
      ({ text }) =>
        rules.understand(text).urgency === 'emergency' && recognizer.understand(text).urgency !== 'emergency',
    );
    expect(lost.map(({ id }) => id)).to.deep.equal([]);
  }).timeout(60_000);
});

/** A scene of which only what `decide` looks at is filled in. */
function scene(parts: Partial<Scene>): Scene {
  const on = { tokens: tokenize('en mening som har minst tolv ord så att den inte är kort') };
  const empty = {
    on,
    lookalikes: new Set(),
    matches: [],
    signals: [],
    negated: [],
    unsure: [],
    suggested: [],
    emergency: null,
    askNow: false,
  };
  return { ...empty, urgency: 'none', intents: ['out_of_scope'], ...parts } as unknown as Scene;
}

function judged(signals: Record<string, number>, urgencies: Partial<Record<string, number>> = {}): Judgement {
  return {
    signals: new Map(Object.entries(signals)),
    intents: new Map([['describe_concern', 0.9]]),
    urgencies: new Map(Object.entries(urgencies)) as Judgement['urgencies'],
  };
}

describe('What follows from what was learned', () => {
  const thresholds = { keep: 0.3, assert: 0.8, suggest: 0.1, ask: 0.4, askNow: 0.3 };
  const match = (target: string, status: string) =>
    ({ pattern: { target }, status }) as unknown as Scene['matches'][number];

  it('what is very likely is taken as said, what is likely is asked about, best first', () => {
    const found = decide(scene({}), judged({ debt: 0.9, weapon: 0.2, alcohol: 0.5, drug_use: 0.05 }), { thresholds });
    expect(found.assert).to.deep.equal(['debt']);
    expect(found.suggest).to.deep.equal(['alcohol', 'weapon']);
  });

  it('nobody is asked about what is all unlikely', () => {
    expect(decide(scene({}), judged({ weapon: 0.3, alcohol: 0.2 }), { thresholds }).suggest).to.deep.equal([]);
    expect(decide(scene({}), judged({ weapon: 0.4, alcohol: 0.2 }), { thresholds }).suggest).to.deep.equal([
      'weapon',
      'alcohol',
    ]);
  });

  it('what somebody denies, supposes or has heard as a rumour is never taken as said', () => {
    for (const status of ['negated', 'ended', 'hypothetical', 'general', 'rumour']) {
      const found = decide(scene({ matches: [match('debt', status)] }), judged({ debt: 0.99 }), { thresholds });
      expect(found.assert, status).to.deep.equal([]);
    }
    expect(decide(scene({ negated: ['debt'] }), judged({ debt: 0.99 }), { thresholds })).to.deep.include({
      assert: [],
      suggest: [],
    });
  });

  it('what only looks like something is never taken as it', () => {
    const found = decide(scene({ lookalikes: new Set(['injured']) }), judged({ injured: 0.9 }), { thresholds });
    expect(found).to.deep.include({ assert: [], suggest: ['injured'] });
  });

  it('who says it plainly and shortly is believed', () => {
    const on = { tokens: tokenize('han röker hasch') } as Scene['on'];
    expect(decide(scene({ on, signals: ['drug_use'] }), judged({ drug_use: 0.1 }), { thresholds }).veto).to.deep.equal(
      [],
    );
  });

  it('the situation never gets less urgent than the rules say, and who describes something describes', () => {
    const found = decide(
      scene({ urgency: 'today', signals: ['weapon'], intents: ['describe_concern'] }),
      { ...judged({ weapon: 0.9 }, { none: 0.9 }), intents: new Map([['out_of_scope', 0.9]]) },
      { thresholds },
    );
    expect(found).to.deep.include({ urgency: 'today', intents: ['describe_concern'] });
    expect(decide(scene({}), judged({}, { soon: 0.9 }), { thresholds }).urgency).to.equal('soon');
  });

  it('an expression that is very unlikely here is only asked about, but never in an emergency', () => {
    const said = { signals: ['debt'] };
    expect(decide(scene(said), judged({ debt: 0.2 }), { thresholds: { ...thresholds, ask: 0.2 } })).to.deep.include({
      veto: ['debt'],
      suggest: ['debt'],
    });
    expect(decide(scene(said), judged({ debt: 0.4 }), { thresholds }).veto).to.deep.equal([]);
    expect(decide(scene({ ...said, emergency: 'attacked' }), judged({ debt: 0.2 }), { thresholds }).veto).to.deep.equal(
      [],
    );
  });

  it('an emergency stays one, and a likely one brings 112 while asking', () => {
    expect(
      decide(scene({ urgency: 'emergency', emergency: 'attacked' }), judged({}, { none: 0.9 }), { thresholds }).urgency,
    ).to.equal('emergency');
    const likely = decide(scene({}), judged({}, { emergency: 0.5, soon: 0.4 }), { thresholds });
    expect(likely).to.deep.include({ urgency: 'soon', askNow: true });
    expect(decide(scene({}), judged({}, { emergency: 0.1, soon: 0.4 }), { thresholds }).askNow).to.equal(false);
  });

  it('the words shown are the run that speaks most for it, inside one sentence', () => {
    const tokens = tokenize('Vi bor här. Han är skyldig pengar nu. Hej då');
    const spoken = Float64Array.from(tokens.words, ({ key }) =>
      key === 'skyldig' || key === 'pengar' ? 5 : key === 'bor' ? 1 : 0,
    );
    const run = strongestRun(tokens, spoken);
    expect(tokens.words.slice(run?.from, run?.to).map(({ key }) => key)).to.deep.equal(['skyldig', 'pengar']);
    expect(strongestRun(tokenize('...'), new Float64Array(0))).to.equal(null);
  });
});

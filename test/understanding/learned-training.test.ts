import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { loadTrainingData } from '../../src/commands/train.ts';
import { hash } from '../../src/understanding/learned/features.ts';
import { Linear } from '../../src/understanding/learned/linear.ts';
import { applySmall } from '../../src/understanding/learned/pairs.ts';
import type { Label } from '../../src/understanding/learned/training/example.ts';
import { truth } from '../../src/understanding/learned/training/example.ts';
import { fitLinear } from '../../src/understanding/learned/training/fit-linear.ts';
import { fitSmall } from '../../src/understanding/learned/training/fit-small.ts';
import { weakTexts } from '../../src/understanding/learned/training/weak.ts';

const label = (parts: Partial<Label>): Label => ({
  signals: [],
  optional: [],
  negated: [],
  urgency: 'none',
  intents: ['describe_concern'],
  ...parts,
});

describe('How the second reader learns', () => {
  it('what a reader may or may not take is neither right nor wrong; what is denied is wrong', () => {
    expect(truth('signal:debt', label({ signals: ['debt'] }))).to.equal(1);
    expect(truth('signal:debt', label({ optional: ['debt'] }))).to.equal(null);
    expect(truth('signal:debt', label({ optional: ['debt'], negated: ['debt'] }))).to.equal(0);
    expect(truth('nothing', label({ optional: ['debt'] }))).to.equal(null);
    expect(truth('nothing', label({}))).to.equal(1);
    expect(truth('intent:ask_help', label({ intents: ['describe_concern', 'ask_help'] }))).to.equal(null);
    expect(truth('urgency:soon', label({ urgency: 'soon' }))).to.equal(1);
  });

  it('words that stand with an observation speak for it, and the word can be named', () => {
    const words = (text: string) =>
      text.split(' ').map((word, at) => ({ hash: hash(word), group: 0, from: at, to: at + 1 }));
    const example = (id: number, text: string, signals: string[]) => ({
      id: String(id),
      hand: 'h',
      language: 'sv',
      scene: null as never,
      features: words(text),
      label: label({ signals }),
    });
    const examples = Array.from({ length: 40 }, (_, at) =>
      at % 2 === 0 ? example(at, 'he owes money', ['debt']) : example(at, 'he plays football', []),
    );
    const weights = { ...fitLinear(['signal:debt', 'nothing'], examples, []), messages: '', lists: '', trust: [] };
    const small = { weights: [] };
    const thresholds = { keep: 0, assert: 2, suggest: 2, ask: 2, askNow: 2 };
    const linear = new Linear({ ...weights, signal: small, intent: small, urgency: small, thresholds });
    const said = linear.known(words('she owes money'));
    expect(linear.score(said)[0]).to.be.above(0);
    expect(linear.score(linear.known(words('she plays football')))[0]).to.be.below(0);
    const spoken = [...linear.spoken(said, 0, 3)];
    expect(spoken[0]).to.equal(0);
    expect(Math.min(spoken[1] ?? 0, spoken[2] ?? 0)).to.be.above(0);
  });

  it('a few numbers become a probability that fits what happened', () => {
    const rows = Array.from({ length: 400 }, (_, at) => [1, at % 2, 0]);
    const model = fitSmall(
      rows,
      rows.map(([, yes], at) => (yes === 1 ? Number(at % 10 !== 1) : Number(at % 10 === 0))),
    );
    expect(applySmall(model, [1, 1, 0])).to.be.closeTo(0.8, 0.02);
    expect(applySmall(model, [1, 0, 0])).to.be.closeTo(0.2, 0.02);
  });

  it('expressions are written out without their signs, in the words of each language', () => {
    const texts = weakTexts(loadTrainingData(join(import.meta.dirname, '..', '..', 'knowledge')).data);
    expect(texts.length).to.be.above(1000);
    expect(texts.filter(({ text }) => /[()|@*=]|\.\./.test(text)).map(({ text }) => text)).to.deep.equal([]);
    expect(new Set(texts.map(({ language }) => language)).size).to.equal(4);
  });
});

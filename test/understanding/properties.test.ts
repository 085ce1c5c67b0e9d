import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { EMERGENCIES, HARMLESS } from './danger-tables.ts';
import { PHENOMENA } from './phenomena.ts';
import { recognizer } from './recognizer-fixture.ts';

const TEXTS = Object.values(PHENOMENA).flatMap((rows) => rows.map(({ text }) => text));
const found = (text: string): string[] =>
  recognizer()
    .understand(text)
    .signals.map(({ id }) => id)
    .sort();

describe('Whatever people write', () => {
  it('nothing throws, and offsets always fit the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const result = recognizer().understand(text);
        for (const { evidence, start, end } of result.signals) expect(text.slice(start, end)).to.equal(evidence);
        expect(result.intents).not.to.be.empty;
        recognizer().command(text);
        recognizer().danger(text);
      }),
      { numRuns: 300 },
    );
  });

  it('capitals, blanks and a full stop at the end change no finding', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.constantFrom('upper', 'blanks', 'dots', 'bidi'), (text, change) => {
        const changed =
          change === 'upper'
            ? text.toUpperCase()
            : change === 'blanks'
              ? `  ${text.replace(/ /g, '   ')}  `
              : change === 'dots'
                ? `${text}${/[?؟.!]$/.test(text) ? '' : '.'}`
                : `\u200f${text}\u200e`;
        expect(found(changed)).to.deep.equal(found(text));
      }),
      { numRuns: 200 },
    );
  });

  it('an emergency stays one among other sentences', () => {
    const other = fc.array(fc.constantFrom(...Object.values(HARMLESS).flat(), ...TEXTS), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(EMERGENCIES).flat()), other, other, (emergency, before, after) => {
        const text = [...before, emergency, ...after].join('. ');
        expect(recognizer().danger(text).emergency).not.to.equal(null);
      }),
      { numRuns: 200 },
    );
  });

  it('a masked value is never in the masked text', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }).map((all) => all.join(''));
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom('-', '', ' ', '+'),
        (last, month, day, joiner) => {
          const date = `2010${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
          const masked = recognizer().understand(`Pojken ${date}${joiner}${last} är borta`).masked ?? '';
          expect(masked).not.to.contain(date);
          expect(masked.replace(/\[[a-z-]+\]/g, '')).not.to.match(/\d/);
        },
      ),
      { numRuns: 150 },
    );
  });

  // A guard against patterns that never end; how fast it is, is measured and not asserted.
  it('ten thousand letters come to an end', () => {
    const texts = [
      TEXTS.join(' ').repeat(9).slice(0, 10_000),
      'har kniv inte '.repeat(715),
      'a'.repeat(10_000),
      '07 '.repeat(3_333),
      'och ja nej '.repeat(900),
      'ما في سكين '.repeat(900),
      'ma sito mindi '.repeat(710),
    ];
    for (const text of texts) {
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round++) {
        const began = performance.now();
        recognizer().understand(text);
        least = Math.min(least, performance.now() - began);
      }
      expect(least, text.slice(0, 30)).to.be.below(5_000);
    }
  });
});

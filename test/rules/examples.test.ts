import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Problem } from '../../src/knowledge/problem.ts';
import { readRules } from '../../src/knowledge/rules.ts';
import { createAdvisor } from '../../src/rules/advisor.ts';
import { asQuery } from '../../src/rules/example.ts';
import { ruleBook, signalIds } from './book.ts';
import { fixtureDirectory } from './directory.ts';

const advisor = createAdvisor({ book: ruleBook, directory: fixtureDirectory });

describe('every rule speaks for the descriptions it was written for, and is silent for the others', () => {
  for (const rule of ruleBook.rules) {
    const isHeard = (example: (typeof rule.examples.fires)[number]) =>
      advisor.advise(asQuery(example)).steps.some((step) => step.rule === `${rule.id}@${rule.version}`);

    it(rule.id, () => {
      for (const example of rule.examples.fires)
        expect(isHeard(example), `speaks: ${JSON.stringify(example)}`).to.equal(true);
      for (const example of rule.examples.silent)
        expect(isHeard(example), `is silent: ${JSON.stringify(example)}`).to.equal(false);
    });
  }
});

describe('the rules as a book', () => {
  it('are read without any problem', () => {
    const problems: Problem[] = [];
    readRules('knowledge/rules', signalIds, problems);
    expect(problems).to.deep.equal([]);
  });

  it('name every observation in the group of all changes', () => {
    expect([...(ruleBook.index.groups.change ?? [])].sort()).to.deep.equal([...signalIds].sort());
  });

  it('use every source that is listed', () => {
    const used = new Set(ruleBook.rules.flatMap((rule) => rule.source));
    expect(Object.keys(ruleBook.sources).filter((id) => !used.has(id))).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { AdviceQuery, Guidance } from '../../src/core/description.ts';
import { INTENTS, ROLES, URGENCIES } from '../../src/core/vocabulary.ts';
import { asQuery } from '../../src/rules/example.ts';
import { TIERS } from '../../src/rules/schema.ts';
import { sspfAges } from '../../src/rules/situation.ts';
import { ruleBook, signalIds } from './book.ts';
import { advisor, directory } from './house.ts';

const signals = [...signalIds];
const places = [...directory.municipalities(), 'Valsta', 'Hässelby', 'Hammarkullen', 'Rinkeby', 'Kiruna', 'Nowhere'];
const groups = ruleBook.index.groups;
const marked = groups.marked ?? [];

const anyQuery: fc.Arbitrary<AdviceQuery> = fc.record({
  role: fc.constantFrom(...ROLES, null),
  boundToReport: fc.constantFrom(true, false, null),
  signals: fc.uniqueArray(fc.constantFrom(...signals), { maxLength: 6 }),
  urgency: fc.constantFrom(...URGENCIES),
  age: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
  place: fc.option(fc.constantFrom(...places), { nil: null }),
  intents: fc.uniqueArray(fc.constantFrom(...INTENTS), { maxLength: 2 }),
});

const rules = new Map(ruleBook.rules.map((rule) => [`${rule.id}@${rule.version}`, rule]));
const pathsOf = (guidance: Guidance) => guidance.steps.map((step) => step.path);
const tierOf = (ref: string) => TIERS.indexOf(rules.get(ref)?.order ?? 'more');
const isBound = ({ role, boundToReport }: AdviceQuery) => boundToReport ?? role === 'teacher';
const isChild = ({ age }: AdviceQuery) => age === null || age < 18;

/** Says what was asked and what came, so that a counterexample can be read by somebody who knows the field. */
function always(property: (query: AdviceQuery, guidance: Guidance) => void, runs = 800): void {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const guidance = advisor.advise(query);
      try {
        property(query, guidance);
      } catch (error) {
        const told = guidance.steps.map((step) => `${step.path} (${step.rule})`).join(', ');
        throw new Error(
          `${error instanceof Error ? error.message : error}\nasked: ${JSON.stringify(query)}\ntold: ${told}`,
        );
      }
    }),
    { numRuns: runs },
  );
}

describe('whatever is described, by whomever, about whatever age, wherever', () => {
  it('there is a step, no path comes twice, and each step says what it rests on', () => {
    always((query, { steps, missing }) => {
      expect(steps).not.to.be.empty;
      expect(new Set(steps.map((step) => step.path)).size).to.equal(steps.length);
      const said = new Set<string>([...query.signals, ...query.intents, query.urgency]);
      for (const step of steps) {
        expect(step.because, step.rule).not.to.be.empty;
        for (const ground of step.because) expect(said.has(ground), `${step.rule} rests on ${ground}`).to.equal(true);
        expect(rules.get(step.rule)?.path).to.equal(step.path);
      }
      expect(missing.length).to.be.at.most(3);
    });
  });

  it('danger comes first: 112 for an emergency, 112 and 116 000 for a missing child', () => {
    always((query, guidance) => {
      if (query.urgency === 'emergency') expect(pathsOf(guidance)[0]).to.equal('emergency_112');
      if (!query.signals.includes('missing_now')) return;
      expect(pathsOf(guidance)[0]).to.equal('emergency_112');
      if (isChild(query)) expect(pathsOf(guidance)[1]).to.equal('missing_116000');
    });
  });

  it('whoever is bound to report is told so among the first three steps, and never as a private person', () => {
    always((query, { steps }) => {
      if (!isBound(query)) return;
      const paths = steps.map((step) => step.path);
      expect(paths).not.to.include('report_private');
      const isConcerning =
        query.signals.some((id) => marked.includes(id)) || query.signals.length > 1 || query.urgency !== 'none';
      if (!isConcerning || !isChild(query)) return;
      const later = paths.filter((path) => path !== 'emergency_112' && path !== 'missing_116000');
      expect(later.slice(0, 3)).to.include('report_mandated');
    }, 1500);
  });

  it('nobody who is not bound is told that they are', () => {
    always((query, guidance) => {
      if (!isBound(query)) expect(pathsOf(guidance)).not.to.include('report_mandated');
    });
  });

  it('SSPF appears only where it is known and for its ages, never as the first thing beside a duty', () => {
    always((query, { steps }) => {
      const at = steps.findIndex((step) => step.path === 'sspf');
      if (at < 0) return;
      const place = query.place === null ? null : directory.findPlace(query.place);
      if (place === null) {
        expect(query.intents).to.include('ask_sspf');
        return;
      }
      const ages = sspfAges(place.municipality, directory, ruleBook.index);
      expect(ages, place.municipality).not.to.equal(null);
      if (query.age !== null && ages) expect(query.age).to.be.within(ages.min, ages.max);
      const duty = steps.findIndex((step) => step.path === 'report_mandated');
      if (duty >= 0) expect(duty).to.be.lessThan(at);
    }, 2000);
  });

  it('a graver observation removes no step that protects or that the law demands, and makes none less pressing', () => {
    const grave = groups.beyond_leisure ?? [];
    fc.assert(
      fc.property(anyQuery, fc.constantFrom(...grave), (query, added) => {
        const before = advisor.advise(query).steps.filter((step) => tierOf(step.rule) < TIERS.indexOf('help'));
        const after = advisor.advise({ ...query, signals: [...query.signals, added] }).steps;
        for (const step of before) {
          const same = after.find((one) => one.path === step.path);
          expect(same, `${step.path} after ${added}: ${JSON.stringify(query)}`).not.to.equal(undefined);
          if (same) expect(tierOf(same.rule)).to.be.at.most(tierOf(step.rule));
        }
      }),
      { numRuns: 800 },
    );
  });

  it('a situation that becomes more urgent loses no step that protects or that the law demands', () => {
    always((query) => {
      const at = URGENCIES.indexOf(query.urgency);
      const graver = URGENCIES[at - 1];
      if (!graver) return;
      const paths = pathsOf(advisor.advise({ ...query, urgency: graver }));
      for (const step of advisor.advise(query).steps) {
        if (tierOf(step.rule) < TIERS.indexOf('help')) expect(paths).to.include(step.path);
      }
    });
  });

  it('the same description gives the same guidance, in whatever order it was told', () => {
    always((query, guidance) => {
      const turned = { ...query, signals: [...query.signals].reverse(), intents: [...query.intents].reverse() };
      expect(advisor.advise(turned)).to.deep.equal(guidance);
    }, 300);
  });

  it('a parent is never told to report the own child, and a young person never to report anybody', () => {
    always((query, guidance) => {
      if (query.role === 'parent' || query.role === 'young_person')
        expect(pathsOf(guidance)).not.to.include('report_private');
    });
  });

  it('leisure and courses for parents stand before nothing that protects', () => {
    always((query, { steps }) => {
      const leisure = steps.find((step) => step.path === 'leisure');
      if (query.signals.some((id) => groups.beyond_leisure?.includes(id))) expect(leisure).to.equal(undefined);
      if (leisure) expect(tierOf(leisure.rule)).to.be.at.least(TIERS.indexOf('help'));
    });
  });

  it('the steps come in the order in which they are due, except that a duty waits for at most two others', () => {
    always((_query, { steps }) => {
      const tiers = steps.map((step) => tierOf(step.rule)).filter((tier) => tier !== TIERS.indexOf('duty'));
      expect(tiers).to.deep.equal([...tiers].sort((a, b) => a - b));
    });
  });

  it('every resource is real, no gap, and for somebody of that age', () => {
    always((query, { steps }) => {
      for (const id of steps.flatMap((step) => step.resources)) {
        const resource = directory.resource(id);
        expect(resource, id).not.to.equal(null);
        expect(resource?.state, id).not.to.equal('gap');
        expect(Object.keys(ruleBook.index.never)).not.to.include(id);
        if (resource?.ages && query.age !== null && resource.kind !== 'helpline_adult') {
          expect(query.age, id).to.be.within(resource.ages.from, resource.ages.to);
        }
      }
    });
  });

  it('only what is unknown is asked for', () => {
    always((query, { missing }) => {
      if (query.role !== null) expect(missing).not.to.include('role');
      if (query.age !== null) expect(missing).not.to.include('age');
      if (query.place !== null) expect(missing).not.to.include('place');
      if (query.boundToReport !== null || query.role === 'teacher') expect(missing).not.to.include('bound_to_report');
      if (query.urgency === 'emergency') expect(missing).not.to.include('now');
    });
  });
});

describe('the rules with the real directory', () => {
  it('each of them speaks for somebody', () => {
    const silent = ruleBook.rules.filter(
      (rule) =>
        !rule.examples.fires.some((example) =>
          advisor.advise(asQuery(example)).steps.some((step) => step.rule === `${rule.id}@${rule.version}`),
        ),
    );
    expect(silent.map((rule) => rule.id)).to.deep.equal([]);
  });

  it('reach every path', () => {
    const reached = new Set(
      ruleBook.rules.flatMap((rule) =>
        rule.examples.fires.flatMap((example) => pathsOf(advisor.advise(asQuery(example)))),
      ),
    );
    expect(reached.size).to.equal(16);
  });
});

import type { AdviceQuery } from '../core/description.ts';
import { FACTS, type Fact, ROLES } from '../core/vocabulary.ts';
import type { Plan } from './advisor.ts';
import type { ResourceDirectory } from './directory.ts';
import { openGroups } from './match.ts';
import { type RuleBook, TIERS } from './schema.ts';
import { sspfAges } from './situation.ts';

/** A frightened person is asked at most this much. */
const MOST_QUESTIONS = 3;

/** What a query is compared with; made once for an advisor. */
export interface Alternatives {
  couldBeNow: ReadonlySet<string>;
  /** One age between each pair of limits that any rule or any SSPF draws. */
  ages: number[];
  municipalities: string[];
}

type Planner = (query: AdviceQuery) => Plan;

export function readAlternatives(book: RuleBook, directory: ResourceDirectory): Alternatives {
  const municipalities = directory.municipalities();
  return {
    couldBeNow: new Set(openGroups(book.index.could_be_now, book.index.groups)),
    ages: agesThatMatter(book, municipalities, directory),
    municipalities,
  };
}

/**
 * The unknown facts that would change the guidance, most decisive first. Found by trying every answer and
 * comparing: a fact is as decisive as the first tier in which an answer adds or takes away a path.
 */
export function missingFacts(query: AdviceQuery, plan: Planner, alternatives: Alternatives): Fact[] {
  const known = plan(query);
  const weighed = FACTS.map((fact) => {
    const changes = answers(fact, query, alternatives).map((answer) => firstChange(known, plan(answer)));
    return { fact, decides: Math.min(Number.POSITIVE_INFINITY, ...changes) };
  });
  return weighed
    .filter(({ decides }) => decides < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.decides - b.decides || TIE.indexOf(a.fact) - TIE.indexOf(b.fact))
    .slice(0, MOST_QUESTIONS)
    .map(({ fact }) => fact);
}

/** Among facts that decide equally much: danger first, then who writes, then where and about whom. */
const TIE: Fact[] = ['now', 'role', 'bound_to_report', 'place', 'age'];
/** Another reason for the same steps, or help nearby instead of elsewhere, decides least. */
const WORDING = TIERS.length;

function answers(fact: Fact, query: AdviceQuery, { couldBeNow, ages, municipalities }: Alternatives): AdviceQuery[] {
  switch (fact) {
    case 'now': {
      const open = query.urgency !== 'emergency' && query.signals.some((id) => couldBeNow.has(id));
      return open ? [{ ...query, urgency: 'emergency' }] : [];
    }
    case 'role':
      return query.role === null ? ROLES.map((role) => ({ ...query, role })) : [];
    case 'bound_to_report': {
      // Only these two roles leave it open: a teacher counts as bound, and a family is not asked about its work.
      const open = query.boundToReport === null && (query.role === 'youth_worker' || query.role === 'other');
      return open ? [true, false].map((boundToReport) => ({ ...query, boundToReport })) : [];
    }
    case 'age':
      return query.age === null ? ages.map((age) => ({ ...query, age })) : [];
    case 'place':
      return query.place === null ? municipalities.map((place) => ({ ...query, place })) : [];
  }
}

function agesThatMatter(book: RuleBook, municipalities: string[], directory: ResourceDirectory): number[] {
  const limits = new Set([0]);
  for (const { for: whom } of book.rules) {
    if (typeof whom?.age !== 'object') continue;
    if (whom.age.from !== undefined) limits.add(whom.age.from);
    if (whom.age.to !== undefined) limits.add(whom.age.to + 1);
  }
  for (const municipality of municipalities) {
    const ages = sspfAges(municipality, directory, book.index);
    if (ages) limits.add(ages.min).add(ages.max + 1);
  }
  return [...limits].sort((a, b) => a - b);
}

function firstChange(before: Plan, after: Plan): number {
  const differing = TIERS.findIndex((tier) => pathsIn(before, tier) !== pathsIn(after, tier));
  if (differing >= 0) return differing;
  const isSame = before.every((step, at) => step.rule === after[at]?.rule && step.local === after[at]?.local);
  return isSame ? Number.POSITIVE_INFINITY : WORDING;
}

function pathsIn(plan: Plan, tier: string): string {
  return plan
    .filter((step) => step.tier === tier)
    .map((step) => step.path)
    .sort()
    .join(' ');
}

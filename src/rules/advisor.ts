import type { AdviceQuery, Advisor, GuidanceStep } from '../core/description.ts';
import type { PathId } from '../core/vocabulary.ts';
import type { ResourceDirectory } from './directory.ts';
import { type CompiledRule, compileRule, grounds } from './match.ts';
import { missingFacts, readAlternatives } from './missing.ts';
import { type Rule, type RuleBook, TIERS, type Tier } from './schema.ts';
import { audienceFor, readSituation, readSurroundings, type Situation } from './situation.ts';

/** Three steps are shown at first besides those for now: so that a duty is among them, only two may stand before it. */
const BEFORE_DUTY = 2;
/** More ways to one kind of help than this confuse more than they help. */
const MAX_RESOURCES = 5;

/** A step before its resources are looked up. */
export interface PlainStep {
  path: PathId;
  tier: Tier;
  because: string[];
  rule: Rule;
  /** Whether the place has a service of its own for the path. */
  local: boolean;
}

/** What one rule does in answer to a query; the paths in the order of the guidance. */
export type Plan = PlainStep[];

/**
 * Makes the rules answer. Pure: the same query gives the same guidance. Total: a rule that always fires must be in
 * the book (the check demands it), so that nobody is left without a step.
 */
export function createAdvisor({ book, directory }: { book: RuleBook; directory: ResourceDirectory }): Advisor {
  const compiled = book.rules.map((rule) => compileRule(rule, book.index.groups));
  const surroundings = readSurroundings(directory, book.index);
  const alternatives = readAlternatives(book, directory);
  const plan = (query: AdviceQuery) => makePlan(compiled, readSituation(query, surroundings));
  return {
    advise(query) {
      const situation = readSituation(query, surroundings);
      const planned = makePlan(compiled, situation);
      return {
        steps: planned.map((step) => withResources(step, situation, book, directory)),
        missing: missingFacts(query, plan, alternatives),
      };
    },
  };
}

/** At most one step a path: of the rules that fit, the one that is due first speaks for its path. */
function makePlan(compiled: CompiledRule[], situation: Situation): Plan {
  const steps = new Map<PathId, PlainStep & { at: number }>();
  for (const [at, one] of compiled.entries()) {
    const because = grounds(one, situation);
    if (because === null) continue;
    const { path, order: tier } = one.rule;
    const other = steps.get(path);
    if (other && !isSooner(tier, other.tier)) continue;
    steps.set(path, { path, tier, because, rule: one.rule, local: situation.offers(path), at });
  }
  const left = withoutReplaced([...steps.values()]);
  return dutyInTime(left.sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || a.at - b.at));
}

function isSooner(a: Tier, b: Tier): boolean {
  return TIERS.indexOf(a) < TIERS.indexOf(b);
}

/** Contradictions go, but what protects or what the law demands always stays. */
function withoutReplaced<T extends PlainStep>(steps: T[]): T[] {
  const replaced = new Set(steps.flatMap((step) => step.rule.replaces ?? []));
  return steps.filter((step) => !replaced.has(step.path) || isSooner(step.tier, 'help'));
}

/** What the law demands at once is never put off until somebody asks for more. */
function dutyInTime<T extends PlainStep>(steps: T[]): T[] {
  const duty = steps.filter((step) => step.tier === 'duty');
  const others = steps.filter((step) => step.tier !== 'duty');
  const now = others.filter((step) => step.tier === 'now').length;
  const protect = others.filter((step) => step.tier === 'protect').length;
  const at = now + Math.min(protect, BEFORE_DUTY);
  return [...others.slice(0, at), ...duty, ...others.slice(at)];
}

function withResources(
  { path, because, rule }: PlainStep,
  situation: Situation,
  book: RuleBook,
  directory: ResourceDirectory,
): GuidanceStep {
  const found = directory.resourcesFor({
    path,
    place: situation.place?.name ?? null,
    age: situation.age,
    audience: audienceFor(path, situation.audience),
  });
  const isNamed = (names: string[] | undefined, id: string) =>
    names !== undefined && (names.includes(id) || names.includes(directory.about(id)?.kind ?? ''));
  const allowed = found.filter((id) => !(id in book.index.never) && !isNamed(rule.resources?.not, id));
  // A resource that the rule names comes before all, in the rule's order; a kind only before others as near as itself.
  const rank = (id: string) => {
    const named = rule.resources?.first?.indexOf(id) ?? -1;
    if (named >= 0) return named - 1000;
    return (directory.about(id)?.local ? 0 : 2) + (isNamed(rule.resources?.first, id) ? 0 : 1);
  };
  const resources = allowed.sort((a, b) => rank(a) - rank(b)).slice(0, MAX_RESOURCES);
  return { path, because, rule: `${rule.id}@${rule.version}`, resources };
}

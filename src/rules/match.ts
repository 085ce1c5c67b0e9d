import { INTENTS } from '../core/vocabulary.ts';
import type { Rule, RuleIndex, RuleSituation } from './schema.ts';
import type { Situation } from './situation.ts';

/** The rule's condition with its groups opened, made once so that asking is cheap. */
export interface CompiledRule {
  rule: Rule;
  when: CompiledSituation[] | 'always';
}

interface CompiledSituation {
  any: string[] | null;
  all: string[] | null;
  atLeast: { count: number; of: string[] } | null;
  none: string[];
  urgency: readonly string[] | null;
  intents: readonly string[] | null;
}

export function compileRule(rule: Rule, groups: RuleIndex['groups']): CompiledRule {
  return { rule, when: rule.when === 'always' ? 'always' : rule.when.map((one) => compile(one, groups)) };
}

/** The signals that a list of signals and group names stands for, without doubles. */
export function openGroups(names: readonly string[], groups: RuleIndex['groups']): string[] {
  return [...new Set(names.flatMap((name) => groups[name] ?? [name]))];
}

function compile({ signals, urgency, intents }: RuleSituation, groups: RuleIndex['groups']): CompiledSituation {
  const open = (names: string[]) => openGroups(names, groups);
  return {
    any: signals?.any ? open(signals.any) : null,
    all: signals?.all ? open(signals.all) : null,
    atLeast: signals?.at_least ? { count: signals.at_least.count, of: open(signals.at_least.of) } : null,
    none: signals?.none ? open(signals.none) : [],
    urgency: urgency ?? null,
    intents: intents ?? null,
  };
}

/**
 * The ids of what a rule rests on, or null when it does not fit. The signals come in the rule's order, so that
 * the order in which somebody told things changes nothing; without any of them the urgency is the ground.
 */
export function grounds(compiled: CompiledRule, situation: Situation): string[] | null {
  if (!isForThem(compiled.rule.for, situation)) return null;
  if (compiled.when === 'always') return [situation.urgency];
  const found = compiled.when.map((one) => triggers(one, situation)).filter((one) => one !== null);
  if (found.length === 0) return null;
  const ids = [...new Set(found.flat())];
  return ids.length > 0 ? ids : [situation.urgency];
}

function triggers(when: CompiledSituation, { signals, urgency, intents }: Situation): string[] | null {
  const present = (ids: string[]) => ids.filter((id) => signals.has(id));
  if (when.none.some((id) => signals.has(id))) return null;
  if (when.urgency && !when.urgency.includes(urgency)) return null;
  if (when.intents && !when.intents.some((id) => intents.has(id))) return null;
  if (when.all && !when.all.every((id) => signals.has(id))) return null;
  const any = when.any ? present(when.any) : [];
  if (when.any && any.length === 0) return null;
  const counted = when.atLeast ? present(when.atLeast.of) : [];
  if (when.atLeast && counted.length < when.atLeast.count) return null;
  const asked = when.intents ? INTENTS.filter((id) => intents.has(id) && when.intents?.includes(id)) : [];
  // That nothing is urgent is no ground for anything.
  const pressing = when.urgency && urgency !== 'none' ? [urgency] : [];
  return [...any, ...(when.all ?? []), ...counted, ...asked, ...pressing];
}

function isForThem(whom: Rule['for'], situation: Situation): boolean {
  if (!whom) return true;
  if (whom.role && !whom.role.some((role) => isWriter(role, situation.role))) return false;
  if (whom.bound && !whom.bound.includes(situation.bound)) return false;
  if (whom.age && !fitsAge(whom.age, situation.age)) return false;
  if (whom.place && (whom.place === 'known') !== (situation.place !== null)) return false;
  if (whom.sspf && !whom.sspf.includes(situation.sspf)) return false;
  return !whom.offers || situation.offers(whom.offers);
}

function isWriter(wanted: string, role: string): boolean {
  return wanted === 'adult' ? role !== 'young_person' : wanted === role;
}

function fitsAge(wanted: NonNullable<NonNullable<Rule['for']>['age']>, age: number | null): boolean {
  if (wanted === 'unknown') return age === null;
  if (age === null) return wanted.unknown === 'fits';
  return age >= (wanted.from ?? 0) && age <= (wanted.to ?? Number.POSITIVE_INFINITY);
}

import { openGroups } from './match.ts';
import type { Rule, RuleBook } from './schema.ts';

/** What is wrong with one rule, for whoever edits it. */
export interface RuleIssue {
  rule: string;
  problem: string;
}

/**
 * Checks what a schema cannot: that names mean something, that the ids are unique, and that somebody is always
 * answered. `signals` are the ids of `knowledge/signals.yml`.
 */
export function checkRules({ rules, index, sources }: RuleBook, signals: ReadonlySet<string>): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report = (rule: string, problem: string) => issues.push({ rule, problem });
  for (const [group, ids] of Object.entries(index.groups)) {
    if (signals.has(group)) report('index', `group "${group}" has the name of a signal`);
    for (const id of ids) if (!signals.has(id)) report('index', `group "${group}" names the unknown signal "${id}"`);
  }
  const seen = new Set<string>();
  for (const rule of rules) {
    if (seen.has(rule.id)) report(rule.id, 'the id is used twice');
    seen.add(rule.id);
    for (const name of openGroups(namesIn(rule), index.groups)) {
      if (!signals.has(name)) report(rule.id, `"${name}" is neither a signal nor a group`);
    }
    for (const source of rule.source) {
      if (!(source in sources)) report(rule.id, `the source "${source}" is not in sources.yml`);
    }
    for (const example of [...rule.examples.fires, ...rule.examples.silent]) {
      for (const id of example.signals ?? []) {
        if (!signals.has(id)) report(rule.id, `an example names the unknown signal "${id}"`);
      }
    }
    if (rule.replaces?.includes(rule.path)) report(rule.id, 'it would replace itself');
  }
  if (!answersEverybody(rules))
    report('index', 'no set of rules with `when: always` answers adults and young people of every age');
  return issues;
}

function namesIn(rule: Rule): string[] {
  if (rule.when === 'always') return [];
  return rule.when.flatMap(({ signals }) => [
    ...(signals?.any ?? []),
    ...(signals?.all ?? []),
    ...(signals?.at_least?.of ?? []),
    ...(signals?.none ?? []),
  ]);
}

/** Whatever is asked, one rule must fire: for adults without any condition, for the young at each age and none. */
function answersEverybody(rules: Rule[]): boolean {
  const always = rules.filter((rule) => rule.when === 'always');
  const plain = ({ for: whom }: Rule) => !whom?.bound && !whom?.place && !whom?.sspf && !whom?.offers;
  const isFor = (rule: Rule, role: string) =>
    plain(rule) && (!rule.for?.role || rule.for.role.some((one) => one === role));
  const adults = always.some((rule) => isFor(rule, 'adult') && !rule.for?.age);
  const young = always.filter((rule) => isFor(rule, 'young_person'));
  return (
    adults &&
    [null, ...Array.from({ length: 31 }, (_, age) => age)].every((age) => young.some((rule) => fits(rule, age)))
  );
}

function fits({ for: whom }: Rule, age: number | null): boolean {
  if (!whom?.age) return true;
  if (whom.age === 'unknown') return age === null;
  if (age === null) return whom.age.unknown === 'fits';
  return age >= (whom.age.from ?? 0) && age <= (whom.age.to ?? Number.POSITIVE_INFINITY);
}

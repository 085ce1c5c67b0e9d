import { z } from 'zod';
import { INTENTS, PATHS, ROLES, URGENCIES } from '../core/vocabulary.ts';

/**
 * What a rule file may hold. Everything is strict: a misspelt word in a rule would otherwise silently widen it,
 * and a rule that is too wide sends somebody the wrong way.
 */

/**
 * When a step is due, never how bad anybody is: what must be done now, what protects, what the law demands, what
 * helps, and what else there is.
 */
export const TIERS = ['now', 'protect', 'duty', 'help', 'more'] as const;
export type Tier = (typeof TIERS)[number];

/** `adult` stands for every role but the young person, said or not; `unknown` for a role that nobody has said yet. */
export const WRITERS = [...ROLES, 'unknown', 'adult'] as const;
export type Writer = (typeof WRITERS)[number];

/** Whether the writer's work binds them to report (19 kap. 1 § socialtjänstlagen). */
export const BOUND = ['yes', 'no', 'unknown'] as const;
export type Bound = (typeof BOUND)[number];

/**
 * `available`: the municipality has SSPF and the age fits or is not known; `outside_ages`: it has SSPF for other
 * ages; `not_known_here`: the place is known, SSPF there is not; `place_unknown`: the place is not known.
 */
export const SSPF_STATES = ['available', 'outside_ages', 'not_known_here', 'place_unknown'] as const;
export type SspfState = (typeof SSPF_STATES)[number];

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower case words joined by hyphens');
/** A signal, or the name of a group of signals. */
const signals = z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).min(1);
const age = z.number().int().min(0).max(30);

const forWhom = z.strictObject({
  role: z.array(z.enum(WRITERS)).min(1).optional(),
  bound: z.array(z.enum(BOUND)).min(1).optional(),
  /**
   * Years, both ends included; `unknown` says whether the rule also fits an age that nobody has said.
   * The word `unknown` alone: only such an age.
   */
  age: z
    .union([
      z.literal('unknown'),
      z.strictObject({ from: age.optional(), to: age.optional(), unknown: z.enum(['fits', 'does_not_fit']) }),
    ])
    .optional(),
  place: z.enum(['known', 'unknown']).optional(),
  sspf: z.array(z.enum(SSPF_STATES)).min(1).optional(),
  /** The place has a service of its own for this path. */
  offers: z.enum(PATHS).optional(),
});

const situation = z
  .strictObject({
    signals: z
      .strictObject({
        any: signals.optional(),
        all: signals.optional(),
        at_least: z.strictObject({ count: z.number().int().min(2), of: signals }).optional(),
        none: signals.optional(),
      })
      .optional(),
    urgency: z.array(z.enum(URGENCIES)).min(1).optional(),
    intents: z.array(z.enum(INTENTS)).min(1).optional(),
  })
  .refine((value) => value.signals || value.urgency || value.intents, 'says nothing: name signals, urgency or intents');

/** A description in an example: what is left out is not known, or not there. */
const example = z.strictObject({
  role: z.enum(ROLES).optional(),
  bound: z.boolean().optional(),
  signals: z.array(z.string()).optional(),
  urgency: z.enum(URGENCIES).optional(),
  age: age.optional(),
  place: z.string().optional(),
  intents: z.array(z.enum(INTENTS)).optional(),
});

export const ruleSchema = z.strictObject({
  /** Also the key of its reason in plain words: `rules:<id>`. */
  id,
  version: z.number().int().min(1),
  path: z.enum(PATHS),
  order: z.enum(TIERS),
  /** Whom it is for; left out: everybody. */
  for: forWhom.optional(),
  /** What was described: any one of these is enough. `always` needs nothing. */
  when: z.union([z.literal('always'), z.array(situation).min(1)]),
  /** Paths that would contradict this one; they are left out, but never a step that protects or that the law demands. */
  replaces: z.array(z.enum(PATHS)).min(1).optional(),
  /** Resources, or kinds of resources, to name first (`first`) or to leave out (`not`). */
  resources: z.strictObject({ first: z.array(z.string()).optional(), not: z.array(z.string()).optional() }).optional(),
  /** Ids of `sources.yml`. */
  source: z.array(z.string()).min(1),
  /** Descriptions for which the rule's step is in the guidance, and for which it is not. */
  examples: z.strictObject({ fires: z.array(example).min(1), silent: z.array(example).min(1) }),
});
export type Rule = z.infer<typeof ruleSchema>;
export type Example = z.infer<typeof example>;
export type RuleSituation = z.infer<typeof situation>;

export const ruleFileSchema = z.strictObject({ about: z.string(), rules: z.array(ruleSchema).min(1) });

export const ruleIndexSchema = z.strictObject({
  version: z.literal(1),
  /** Within a tier, steps come in the order of the files and of the rules in them. */
  files: z.array(z.string()).min(1),
  /** Names for sets of signals that rules share. */
  groups: z.record(z.string(), signals),
  /** Ages that count where a municipality has SSPF and no source says for whom: those that all the others have in common. */
  sspf_ages_not_stated: z.strictObject({ from: age, to: age }),
  /** Signals for which it must be asked whether it is happening at this moment. */
  could_be_now: signals,
  /** Resources that no rule may name, with the reason. */
  never: z.record(z.string(), z.string()),
});
export type RuleIndex = z.infer<typeof ruleIndexSchema>;

export const sourcesSchema = z.record(
  id,
  z.strictObject({
    title: z.string(),
    url: z.url().optional(),
    kind: z.enum(['law', 'authority', 'municipality', 'organisation', 'press']),
    read: z.iso.date(),
    /** What the municipality's lawyer must confirm before launch. */
    lawyer: z.string().optional(),
  }),
);
export type Sources = z.infer<typeof sourcesSchema>;

/** The whole of `knowledge/rules/`. */
export interface RuleBook {
  rules: Rule[];
  index: RuleIndex;
  sources: Sources;
}

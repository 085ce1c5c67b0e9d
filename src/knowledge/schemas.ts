import { z } from 'zod';
import { PATHS } from '../core/vocabulary.ts';

/** The small files of `knowledge/`: strict, so that a misspelt key is told and not passed over. */

const ID = /^[a-z][a-z0-9_]*$/;
const version = z.literal(1);
const meaning = z.string().trim().min(1, 'is empty');
const page = z.url({ protocol: /^https?$/, error: 'must be the address of a page: https://…' });
const table = <V extends z.ZodType>(value: V) =>
  z.record(z.string().regex(ID, 'must be lower case words joined by _'), value);

export const signalsSchema = z.strictObject({
  version,
  groups: table(meaning),
  signals: table(
    z.strictObject({
      group: z.string(),
      meaning,
      /** The writer's own state counts, too: the family can be threatened as well as the child. */
      family: z.boolean().optional(),
    }),
  ),
});

export const pathsSchema = z.strictObject({ version, paths: table(z.strictObject({ meaning })) });

export const emergenciesSchema = z.strictObject({
  version,
  emergencies: table(z.strictObject({ meaning, signals: z.array(z.string()) })),
});

export const kindsSchema = z.strictObject({
  version,
  kinds: table(z.strictObject({ leads: z.array(z.enum(PATHS)) })),
});

const age = z.number().int().min(0).max(30);

export const unitSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case words joined by hyphens'),
  municipality: z.string(),
  /** Swedish, as it stands on the door. */
  name: z.string().trim().min(1, 'is empty'),
  sspf: z
    .strictObject({
      ages: z.strictObject({ from: age, to: age }).nullable(),
      /** Years from which the young person's own consent is asked for, besides the guardians'. */
      own_consent_from: age.nullable(),
      source: z.strictObject({ url: page, read_on: z.iso.date(), stated_on: z.string().optional() }),
    })
    .nullable(),
  response_hours: z.number().int().min(1).nullable(),
});
export type Unit = z.infer<typeof unitSchema>;

export const unitsSchema = z.strictObject({ version, units: z.array(unitSchema) });

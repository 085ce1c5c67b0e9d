import { z } from 'zod';
import { PATHS } from '../core/vocabulary.ts';

/**
 * A way to help, in the terms of the Human Services Data Specification (HSDS 3.0): an organization's service with its
 * phones, location, schedule, languages and eligibility. Facts only: what is said about it is worded in `locales/`.
 */

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case words joined by hyphens');
const name = z.string().trim().min(1, 'is empty');
const age = z.number().int().min(0).max(120);
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: no more exact than the source. */
const roughDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be a date, a month or a year: 2024-05-31, 2024-05 or 2024');
const day = z.iso.date('must be a date: 2024-05-31');
const page = z.url({ protocol: /^https?$/, error: 'must be the address of a page: https://…' });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "must be a time: '08:00'");

export const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su', 'holiday_eve'] as const;
export type Day = (typeof DAYS)[number];

/** Hours as one word, where the source gives no times. */
export const ROUGH_HOURS = [
  'outside_office_hours',
  'evenings_weekends',
  'evenings_nights_weekends',
  'weekdays_daytime',
] as const;

const opening = z.strictObject({
  days: z.array(z.enum(DAYS)).min(1),
  opens: time,
  /** Earlier than `opens`: on the following day. */
  closes: time,
});
export type Opening = z.infer<typeof opening>;

const phone = z.strictObject({
  /** What `tel:` dials: E.164, or a Swedish short number. */
  tel: z.string().regex(/^(\+46\d{7,10}|\d{3,6})$/, "must be '+46…' without spaces, or a short number such as '112'"),
  /** As Swedes write it. */
  written: z.string().regex(/^\d[\d -]+\d$/, 'must be the number as it is written: 08-591 260 00'),
});

const source = z.strictObject({
  title: name,
  /** Absent for print. */
  url: page.optional(),
  read_on: day,
  /** Date on or in the source. */
  stated_on: roughDate.optional(),
  /** Older than two years when it was read, or evidently from before a change of the site or the organization. */
  old: z.literal(true).optional(),
});

export const resourceSchema = z
  .strictObject({
    id,
    name,
    organization: name,
    kind: z.string(),
    paths: z.array(z.enum(PATHS)),
    /** Swedish names as in `places.tsv`; absent: the whole municipality, or the whole country. */
    districts: z.array(name).min(1).optional(),
    audience: z.array(z.enum(['parent', 'young_person', 'professional'])).min(1),
    /** Whole years, both ends included. */
    ages: z.strictObject({ from: age, to: age }).optional(),
    phones: z.array(phone).min(1).optional(),
    url: page.optional(),
    /** For staff and exports; never shown as a place for facts about a child. */
    email: z.email('must be an e-mail address').optional(),
    location: z
      .strictObject({
        address: name.optional(),
        postal_address: name.optional(),
        /** An address that only an older text gives is kept but not shown. */
        stated_on: z.union([roughDate, z.literal('older_copy')]).optional(),
      })
      .optional(),
    always: z.literal(true).optional(),
    schedule: z.array(opening).min(1).optional(),
    hours: z.enum(ROUGH_HOURS).optional(),
    hours_stated_on: roughDate.optional(),
    closed_on_holidays: z.literal(true).optional(),
    /** ISO 639. */
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/, 'must be a language code: sv'))
      .min(1)
      .optional(),
    cost: z.enum(['free', 'low', 'call_charge']).optional(),
    anonymous: z.boolean().optional(),
    consent_required: z.boolean().optional(),
    /** A national emergency or crisis line that is always shown (contract section 8). */
    national_verified: z.literal(true).optional(),
    /** A line for one other concern: never offered for worry about gangs, drugs or crime. */
    only_for: z.enum(['violent_extremism']).optional(),
    /** The same service as another entry, which is offered instead. */
    same_as: id.optional(),
    /** Known so that it is not taken for something else. */
    never_offered: z.literal(true).optional(),
    source,
    /** `gap`: nothing is known but that it is missing. */
    state: z.enum(['read', 'confirmed', 'gap']),
    confirmed: z.strictObject({ on: day, by: name }).optional(),
  })
  .superRefine((resource, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((resource.state === 'confirmed') !== (resource.confirmed !== undefined)) {
      say('state', "'confirmed' needs confirmed: {on, by}, and only 'confirmed' may have it");
    }
    const contact = resource.phones ?? resource.url ?? resource.email ?? resource.location;
    if (resource.state === 'gap' && contact !== undefined) say('state', 'a gap must not have a contact');
    if (resource.ages && resource.ages.from > resource.ages.to) say('ages', "'from' is higher than 'to'");
    if ([resource.always, resource.schedule, resource.hours].filter((one) => one !== undefined).length > 1) {
      say('hours', 'give only one of always, schedule and hours');
    }
    if (resource.paths.length === 0 && !resource.never_offered) say('paths', 'no path leads here');
    if (resource.national_verified && !resource.phones) say('national_verified', 'a verified line needs its number');
  });

export const resourceFileSchema = z.strictObject({
  version: z.literal(1),
  /** Absent in `national.yml`. */
  municipality: name.optional(),
  resources: z.array(resourceSchema),
});

/** A resource with the municipality of its file; null for the whole country. */
export type Resource = z.infer<typeof resourceSchema> & { municipality: string | null };

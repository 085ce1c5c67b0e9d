/**
 * The closed vocabularies that code branches on. The words for them live in `locales/`, what they mean in
 * `knowledge/signals.yml` and `knowledge/paths.yml`; a test compares these lists with the data.
 *
 * Signals are deliberately an open `string`: code never branches on a single observation, only data does
 * (rules, patterns, emergency lists), so that a social worker can add one without a programmer.
 */
export const LANGUAGES = ['sv', 'ar', 'so', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Something that an adult or the young person observed; never a verdict on a child. An id of `knowledge/signals.yml`. */
export type SignalId = string;

/** Urgency of the *situation described*, never of a person. Ordered from the most urgent. */
export const URGENCIES = ['emergency', 'today', 'soon', 'none'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const ROLES = ['parent', 'relative', 'teacher', 'youth_worker', 'young_person', 'other'] as const;
export type Role = (typeof ROLES)[number];

export const INTENTS = [
  'describe_concern',
  'ask_help',
  'ask_sspf',
  'ask_report',
  'ask_consequences',
  'ask_privacy',
  'ask_signs',
  'ask_exit',
  'talk_to_human',
  'delete_data',
  'change_language',
  'stop',
  'greeting',
  'out_of_scope',
] as const;
export type Intent = (typeof INTENTS)[number];

export const PATHS = [
  'emergency_112',
  'police_11414',
  'missing_116000',
  'socialjour',
  'report_private',
  'report_mandated',
  'ask_support',
  'advice_no_assessment',
  'sspf',
  'parent_programme',
  'exit',
  'school_health',
  'leisure',
  'helpline_adult',
  'helpline_child',
  'info_only',
] as const;
export type PathId = (typeof PATHS)[number];

/** Facts whose absence can change the guidance, and that a dialog may therefore ask for. */
export const FACTS = ['role', 'bound_to_report', 'age', 'place', 'now'] as const;
export type Fact = (typeof FACTS)[number];

/** What the person wants with a hand-over (contract section 6): it decides text, clocks, anonymity and fields. */
export const PURPOSES = ['call_me', 'request_support', 'report_private', 'report_mandated', 'sspf_info'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const CHANNELS = ['web', 'teams', 'sms', 'terminal'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Words that act wherever the conversation stands (contract section 5); their spellings are in `knowledge/language/<lang>/commands.tsv`. */
export const COMMANDS = [
  'forget',
  'stop',
  'start',
  'help',
  'human',
  'back',
  'change',
  'again',
  'more',
  'yes',
  'no',
  'language_sv',
  'language_ar',
  'language_so',
  'language_en',
  'status',
  'recall',
  'skip',
] as const;
export type Command = (typeof COMMANDS)[number];

export function isLanguage(value: unknown): value is Language {
  return (LANGUAGES as readonly unknown[]).includes(value);
}

/** The more urgent of two urgencies. */
export function moreUrgent(a: Urgency, b: Urgency): Urgency {
  return URGENCIES.indexOf(a) <= URGENCIES.indexOf(b) ? a : b;
}

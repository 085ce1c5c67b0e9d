import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_KEEP_DAYS } from './handoff/retention.ts';
import { inside, KeyFault, makeKeyFile, parseKey, readKeyFile } from './storage/key-file.ts';
import { holdsData } from './storage/store.ts';

/** What the environment says, checked (contract section 2). */
export interface Config {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Where people reach the server; null in demo mode when not set: then the address that is listened on. Without a slash at the end. */
  publicUrl: string | null;
  mode: 'demo' | 'production';
  /** Absolute. */
  dataDir: string;
  /** The master key, 32 bytes. */
  key: Buffer;
  allowedOrigins: string[];
  contacts: 'confirmed' | 'all';
  store: 'lowdb' | 'postgres';
  databaseUrl: string | null;
  /** The Bot Framework's settings; null when no app id is set. */
  teamsApp: { id: string; password: string | null; tenantId: string | null; type: TeamsAppType } | null;
  /** Answers `/api/messages` without an app id: on a loopback host only. */
  teamsDevAnonymous: boolean;
  smsProvider: string | null;
  /** The remaining `SMS_*` and `OIDC_*` variables as they are: their channel or sign-in checks them. */
  settings: Record<string, string>;
  /** Days that a ticket is kept after it ended (`TICKET_KEEP_DAYS`). */
  ticketKeepDays: number;
  /** What whoever started it should know, in plain words: a new key file, a key file that others may read. */
  warnings: string[];
}

const TEAMS_APP_TYPES = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;
type TeamsAppType = (typeof TEAMS_APP_TYPES)[number];

/** Wrong values, all at once, each as a sentence. They name the variable and never repeat a secret. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `must be ${values.join(' or ')}`);
const webAddress = z.url({ protocol: /^https?$/, error: 'must be a web address such as https://lotsen.example.se' });

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be between 0 and 65535')
    .default(3978),
  PUBLIC_URL: webAddress.optional(),
  MODE: oneOf(['demo', 'production']).default('demo'),
  DATA_DIR: z.string().default('./data'),
  LOTSEN_KEY: z.string().optional(),
  KEY_FILE: z.string().optional(),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .transform((list) => list.filter((origin) => origin !== ''))
    .refine(
      (list) => list.every(isOrigin),
      'must list origins such as https://www.example.se, with commas between them',
    ),
  CONTACTS: oneOf(['confirmed', 'all']).optional(),
  STORE: oneOf(['lowdb', 'postgres']).default('lowdb'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address that begins with postgres://' })
    .optional(),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: z.string().optional(),
  MicrosoftAppType: oneOf(TEAMS_APP_TYPES).default('MultiTenant'),
  TEAMS_DEV_ANONYMOUS: oneOf(['0', '1']).default('0'),
  SMS_PROVIDER: z.string().optional(),
  TICKET_KEEP_DAYS: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number of days')
    .transform(Number)
    .default(DEFAULT_KEEP_DAYS),
});
type Environment = z.infer<typeof environment>;

/**
 * Reads and checks the environment once. In demo mode a missing key file is made (mode 0600) beside the data folder.
 * Throws `ConfigError` with every wrong value.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  const problems = parsed.success ? problemsBetween(parsed.data) : parsed.error.issues.map(asProblem);
  if (!parsed.success) throw new ConfigError(problems);
  const values = parsed.data;
  const warnings: string[] = [];
  const dataDir = resolve(values.DATA_DIR);
  // A key is only made once everything else is right.
  const key = keyOf(values, dataDir, problems, warnings);
  if (!key || problems.length > 0) throw new ConfigError(problems);
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    mode: values.MODE,
    dataDir,
    key,
    allowedOrigins: values.ALLOWED_ORIGINS,
    contacts: values.CONTACTS ?? (values.MODE === 'demo' ? 'all' : 'confirmed'),
    store: values.STORE,
    databaseUrl: values.DATABASE_URL ?? null,
    teamsApp: teamsAppOf(values),
    teamsDevAnonymous: values.TEAMS_DEV_ANONYMOUS === '1',
    smsProvider: values.SMS_PROVIDER ?? null,
    settings: settingsOf(given),
    ticketKeepDays: values.TICKET_KEEP_DAYS,
    warnings,
  };
}

/** The key from the environment or its file. Adds to the problems, and gives null, when there is none to use. */
function keyOf(values: Environment, dataDir: string, problems: string[], warnings: string[]): Buffer | null {
  try {
    if (values.LOTSEN_KEY) return parseKey('LOTSEN_KEY', values.LOTSEN_KEY);
    if (!values.KEY_FILE && values.MODE === 'production') {
      problems.push('LOTSEN_KEY or KEY_FILE must be set when MODE is production');
      return null;
    }
    const path = resolve(values.KEY_FILE ?? join(dirname(dataDir), 'lotsen.key'));
    if (inside(path, dataDir))
      throw new KeyFault('KEY_FILE must lie outside DATA_DIR: whoever copies the data must not get the key');
    const found = readKeyFile(path);
    if (found) {
      if (found.readByOthers)
        warnings.push(`Other users of this machine may read the key file ${path}; make it private (chmod 600).`);
      return found.key;
    }
    if (values.MODE === 'production') throw new KeyFault(`KEY_FILE: there is no file ${path}`);
    if (holdsData(dataDir))
      throw new KeyFault(
        `The key file ${path} is missing, but the data folder holds data that only its key opens. Put the file back, or choose another DATA_DIR`,
      );
    if (problems.length > 0) return null;
    warnings.push(`A new key was made in ${path}. Whoever loses it loses the data; keep a copy apart from the data.`);
    return makeKeyFile(path);
  } catch (fault) {
    if (!(fault instanceof KeyFault)) throw fault;
    problems.push(fault.message);
    return null;
  }
}

/** What is wrong with values together, each being right by itself. */
function problemsBetween(values: Environment): string[] {
  const problems: string[] = [];
  const unless = (fine: boolean, problem: string) => fine || problems.push(problem);
  const production = values.MODE === 'production';
  const anonymous = values.TEAMS_DEV_ANONYMOUS === '1';
  unless(!(values.LOTSEN_KEY && values.KEY_FILE), 'Set LOTSEN_KEY or KEY_FILE, not both');
  unless(
    !anonymous || isLoopback(values.HOST),
    'TEAMS_DEV_ANONYMOUS=1 is allowed only on a loopback HOST such as 127.0.0.1',
  );
  unless(!(anonymous && production), 'TEAMS_DEV_ANONYMOUS=1 is not allowed when MODE is production');
  unless(
    !production || values.PUBLIC_URL?.startsWith('https://') === true,
    'PUBLIC_URL must be set and begin with https:// when MODE is production',
  );
  unless(
    !production || values.ALLOWED_ORIGINS.every((origin) => origin.startsWith('https://')),
    'ALLOWED_ORIGINS must begin with https:// when MODE is production',
  );
  unless(values.STORE === 'lowdb', 'STORE=postgres is not part of this release; use lowdb');
  const app = values.MicrosoftAppId !== undefined;
  unless(
    !app || values.MicrosoftAppType === 'UserAssignedMSI' || values.MicrosoftAppPassword !== undefined,
    `MicrosoftAppPassword must be set with MicrosoftAppId (MicrosoftAppType ${values.MicrosoftAppType})`,
  );
  unless(
    !app || values.MicrosoftAppType === 'MultiTenant' || values.MicrosoftAppTenantId !== undefined,
    `MicrosoftAppTenantId must be set with MicrosoftAppType ${values.MicrosoftAppType}`,
  );
  return problems;
}

function teamsAppOf(values: Environment): Config['teamsApp'] {
  if (!values.MicrosoftAppId) return null;
  return {
    id: values.MicrosoftAppId,
    password: values.MicrosoftAppPassword ?? null,
    tenantId: values.MicrosoftAppTenantId ?? null,
    type: values.MicrosoftAppType,
  };
}

function settingsOf(given: Record<string, string | undefined>): Record<string, string> {
  const kept = Object.entries(given).filter(([name]) => /^(SMS|OIDC)_/.test(name) && name !== 'SMS_PROVIDER');
  return Object.fromEntries(kept as [string, string][]);
}

function asProblem({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')} ${message}`;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

import { z } from 'zod';
import type { Problem } from './problem.ts';
import { readYaml } from './yaml.ts';

const schema = z.strictObject({
  version: z.literal(1),
  consent_text_version: z.string().min(1),
  regret_minutes: z.number().int().min(0).max(120),
});

/** How a case is handed over (`knowledge/handoff.yml`). */
export interface HandoffSettings {
  consentTextVersion: string;
  /** Minutes between 'send' and delivery. */
  regretMinutes: number;
}

/** Reads the settings; what is wrong is added to the problems, and null given. */
export function readHandoffSettings(file: string, problems: Problem[]): HandoffSettings | null {
  const read = readYaml(file, schema, problems);
  if (!read) return null;
  const { consent_text_version, regret_minutes } = read.data;
  return {
    consentTextVersion: consent_text_version,
    regretMinutes: regret_minutes,
  };
}

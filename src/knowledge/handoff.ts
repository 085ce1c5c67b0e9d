import { z } from 'zod';
import type { Problem } from './problem.ts';
import { readYaml } from './yaml.ts';

const schema = z.strictObject({
  version: z.literal(1),
  consent_text_version: z.string().min(1),
  regret_minutes: z.number().int().min(0).max(60),
  staff_risk: z.array(z.string()),
});

/** How a case is handed over (`knowledge/handoff.yml`). */
export interface HandoffSettings {
  consentTextVersion: string;
  /** Minutes between 'send' and delivery. */
  regretMinutes: number;
  /** Observations that the planning of a visit should know of, in neutral words. */
  staffRisk: string[];
}

/** Reads the settings; what is wrong is added to the problems, and null given. */
export function readHandoffSettings(
  file: string,
  signals: ReadonlySet<string>,
  problems: Problem[],
): HandoffSettings | null {
  const read = readYaml(file, schema, problems);
  if (!read) return null;
  for (const [at, id] of read.data.staff_risk.entries()) {
    if (signals.has(id)) continue;
    problems.push({ file, line: read.lineOf(['staff_risk', at]), message: `there is no observation '${id}'` });
  }
  const { consent_text_version, regret_minutes, staff_risk } = read.data;
  return {
    consentTextVersion: consent_text_version,
    regretMinutes: regret_minutes,
    staffRisk: staff_risk,
  };
}

import { type Config, ConfigError, readConfig } from '../config.ts';
import { StorageError } from '../storage/errors.ts';

/** A command that was called wrongly: the words say what is missing. */
export class UsageError extends Error {}

/** Runs an operator's command on the configured installation. What goes wrong is said on stderr in plain words, with status 1. */
export async function runCommand(work: (config: Config, args: string[]) => Promise<number>): Promise<void> {
  try {
    const config = readConfig(process.env);
    for (const warning of config.warnings) process.stderr.write(`${warning}\n`);
    process.exitCode = await work(config, process.argv.slice(2));
  } catch (fault) {
    if (!isPlain(fault)) throw fault;
    process.stderr.write(`${(fault as Error).message}\n`);
    process.exitCode = 1;
  }
}

/** Faults whose message is meant for people; `parseArgs` words its own. */
function isPlain(fault: unknown): boolean {
  if (fault instanceof UsageError || fault instanceof ConfigError || fault instanceof StorageError) return true;
  return fault instanceof Error && 'code' in fault && String(fault.code).startsWith('ERR_PARSE_ARGS');
}

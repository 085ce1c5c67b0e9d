import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const START_MS = 15_000;

export interface RunningLotsen {
  /** Address without a slash at the end. */
  url: string;
  /** The one-time sign-in link of demo mode. */
  inboxLink: string;
  /** Everything that was printed and logged. */
  output(): string;
  /** Ends it without a chance to tidy up, as a power cut does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface Installation {
  folder: string;
  dataDir: string;
  env: Record<string, string>;
  remove(): Promise<void>;
}

/** A folder of its own for data and key, as a fresh installation has. */
export async function install(env: Record<string, string> = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'lotsen-test-'));
  const dataDir = join(folder, 'data');
  return {
    folder,
    dataDir,
    env: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, KEY_FILE: join(folder, 'test.key'), ...env },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts the real server as a process of its own, and waits until it says where it is. */
export async function start({ env }: Installation): Promise<RunningLotsen> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not started in time:\n${output}`)), START_MS);
    const done = () => {
      if (!/^Inbox: .+$/m.test(output)) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout.on('data', done);
    child.once('exit', () => {
      clearTimeout(late);
      reject(new Error(`ended at once:\n${output}`));
    });
  });
  const line = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(output)?.[1] ?? '';
  return {
    url: line('Chat').replace(/\/$/, ''),
    inboxLink: line('Inbox'),
    output: () => output,
    kill: () => ended(child, 'SIGKILL'),
    stop: () => ended(child, 'SIGTERM'),
  };
}

function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

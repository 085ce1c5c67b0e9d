// Runs a program of ours with Node 24, on a machine whose own Node may be older: `npm ci` brings Node 24 as a
// package, and not every npm links it. Plain JavaScript, because an older Node reads this file.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));
const platform = process.platform === 'win32' ? 'win' : process.platform;
const packaged = join(
  here,
  'node_modules',
  `node-${platform}-${process.arch}`,
  'bin',
  platform === 'win' ? 'node.exe' : 'node',
);
const isNew = Number(process.versions.node.split('.')[0]) >= NEEDED;

if (!isNew && !existsSync(packaged)) {
  process.stderr.write(
    `Lotsen needs Node ${NEEDED} or newer; this is ${process.versions.node}. On Linux (x64, arm64) \`npm ci\` brings it.\n`,
  );
  process.exit(1);
}
const child = spawn(isNew ? process.execPath : packaged, process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));

/**
 * `npm run chat`: the same bot in the terminal, with `--lang sv|ar|so|en` and `--channel web|sms|teams|terminal`.
 * What is said and sent stays in a folder of its own that is removed at the end; nobody receives it.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { assemble, contextAt } from '../assembly.ts';
import { LotsenBot } from '../channels/bot.ts';
import { TerminalAdapter } from '../channels/terminal/adapter.ts';
import { CHANNELS, LANGUAGES } from '../core/vocabulary.ts';
import { createDesk } from '../handoff/desk.ts';
import { unitStore } from '../handoff/units.ts';
import { openStore } from '../storage/store.ts';

const options = z.strictObject({
  lang: z.enum(LANGUAGES).optional(),
  channel: z.enum(CHANNELS).default('terminal'),
});

const { values } = parseArgs({ options: { lang: { type: 'string' }, channel: { type: 'string' } } });
const chosen = options.safeParse(values);
if (!chosen.success) {
  process.stderr.write(`${z.prettifyError(chosen.error)}\n`);
  process.exit(1);
}

const folder = await mkdtemp(join(tmpdir(), 'lotsen-chat-'));
const now = () => new Date();
const store = await openStore({ engine: 'lowdb', dataDir: join(folder, 'data'), key: randomBytes(32), now });
try {
  const house = assemble({ contacts: 'all' });
  const units = house.units.map((unit) => ({ ...unit, demo: true }));
  await store.staff.ensureDemoStaff(units);
  const receiving = unitStore(units, store.staff);
  const bot = new LotsenBot({
    dialogs: house.dialogs,
    renderer: house.renderer,
    effects: createDesk({ ...store, units: receiving, now }),
    context: async () =>
      contextAt(house, {
        now: now().toISOString(),
        random: (bytes) => randomBytes(bytes),
        receivers: await receiving.staffed(),
        mode: 'demo',
      }),
    failed: (code, error) => process.stderr.write(`${code}: ${error instanceof Error ? error.name : typeof error}\n`),
  });
  const adapter = new TerminalAdapter({
    bot,
    channel: chosen.data.channel,
    locale: chosen.data.lang ?? null,
    write: (text) => process.stdout.write(`\n${text}\n\n`),
  });
  await adapter.start();
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: '> ',
    terminal: process.stdin.isTTY,
  });
  let open = true;
  lines.once('close', () => {
    open = false;
  });
  lines.prompt();
  for await (const line of lines) {
    await adapter.say(line);
    if (open) lines.prompt();
  }
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}

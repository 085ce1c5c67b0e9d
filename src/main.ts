/** `npm start`: the plain list that joins all parts. Nobody imports it. */
import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { assemble, contextAt, ROOT } from './assembly.ts';
import { LotsenBot } from './channels/bot.ts';
import { OneAtATime } from './channels/one-at-a-time.ts';
import { botFrameworkRoutes } from './channels/teams/endpoint.ts';
import { createWebChannel } from './channels/web/channel.ts';
import { wordText } from './channels/wording.ts';
import { ConfigError, readConfig } from './config.ts';
import { createDesk } from './handoff/desk.ts';
import { runRetention } from './handoff/retention.ts';
import { signInUrl } from './handoff/staff.ts';
import type { Unit } from './handoff/ticket.ts';
import { unitStore } from './handoff/units.ts';
import { createInbox } from './inbox/inbox.ts';
import { KnowledgeError } from './knowledge/problem.ts';
import { healthRoutes } from './server/health.ts';
import { createLog } from './server/log.ts';
import { pageRoutes } from './server/page.ts';
import { createServer } from './server/server.ts';
import { serveOrders } from './storage/control.ts';
import { StorageError } from './storage/errors.ts';
import { openStore } from './storage/store.ts';

/** How often due tickets are delivered, and idle conversations and old tickets looked for. */
const DELIVER_EVERY_MS = 1_000;
const RETAIN_EVERY_MS = 15 * 60_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  for (const warning of config.warnings) process.stderr.write(`${warning}\n`);
  const log = createLog('info');
  const now = () => new Date();
  const demo = config.mode === 'demo';

  // What the house knows and says. Anything wrong with it stops the start.
  const house = assemble({ contacts: config.contacts, keepDays: config.ticketKeepDays });
  const danger = (text: string) => house.recognizer.danger(text).emergency !== null;

  // What is kept.
  const store = await openStore({ engine: 'lowdb', dataDir: config.dataDir, key: config.key, now });
  if (store.unreadableTickets > 0) log.error({ count: store.unreadableTickets }, 'tickets that do not open');
  const units = unitStore(
    house.units.map((unit): Unit => ({ ...unit, demo })),
    store.staff,
  );
  const desk = createDesk({
    ...store,
    units,
    now,
    report: (code) => log.warn({ code }, 'hand-over refused'),
    changed: () => inbox.changed(),
  });

  // Who works with cases.
  const inbox = createInbox({
    ...store,
    desk,
    units,
    word: (words, lang) => wordText(words, lang, 'web', house.lookUp),
    now,
    random: (bytes) => randomBytes(bytes),
    demo,
    secure: config.publicUrl?.startsWith('https:') ?? false,
    staffRisk: house.handoff.staffRisk,
    failed: (error) => log.error({ err: error }, 'inbox failed'),
  });

  // Who talks.
  const turns = new OneAtATime();
  const bot = new LotsenBot({
    dialogs: house.dialogs,
    renderer: house.renderer,
    effects: desk,
    context: async () =>
      contextAt(house, {
        now: now().toISOString(),
        random: (bytes) => randomBytes(bytes),
        receivers: await units.staffed().catch(() => []),
        mode: config.mode,
      }),
    failed: (code, error) => log.error({ code, err: error }, 'turn failed'),
  });
  const web = createWebChannel({
    bot,
    store: store.conversations,
    tokenKey: new Uint8Array(hkdfSync('sha256', config.key, '', 'direct line tokens', 32)),
    now,
    danger,
    failed: (error) => log.error({ err: error }, 'direct line failed'),
    turns,
  });

  const botFramework = botFrameworkRoutes({
    bot,
    store: store.conversations,
    turns,
    credentials: {
      MicrosoftAppId: config.teamsApp?.id,
      MicrosoftAppPassword: config.teamsApp?.password ?? undefined,
      MicrosoftAppTenantId: config.teamsApp?.tenantId ?? undefined,
      MicrosoftAppType: config.teamsApp?.type,
    },
    anonymous: config.teamsDevAnonymous,
    danger,
    failed: (error) => log.error({ err: error }, 'bot framework failed'),
  });

  // What is served.
  const server = createServer({
    routes: [
      ...(await pageRoutes({ directory: join(ROOT, 'web'), texts: house.pageTexts, mode: config.mode })),
      ...web.routes,
      ...botFramework,
      ...inbox.routes,
      ...healthRoutes({ store: async () => (await store.conversations.load('ready')) === null }),
    ],
    upgrades: [web.stream],
    origins: { publicUrl: config.publicUrl, allowed: config.allowedOrigins },
    log,
    danger,
    now,
  });
  const { url } = await server.listen(config.host, config.port);
  const publicUrl = config.publicUrl ?? url;
  process.stdout.write(`Chat: ${publicUrl}/\n`);
  if (demo) {
    const { id } = await store.staff.ensureDemoStaff(await units.units());
    const token = await store.staff.makeLink(id);
    if (token) process.stdout.write(`Inbox: ${signInUrl(publicUrl, token)}\n`);
  }

  // What happens by itself.
  const retain = (at: Date) =>
    runRetention({ ...store, keepDays: config.ticketKeepDays, delivered: () => inbox.changed() }, at);
  const orders = await serveOrders(config.dataDir, config.key, { retention: retain });
  const failed = (error: unknown) => log.error({ err: error }, 'background work failed');
  const delivering = setInterval(() => desk.deliverDue(now()).catch(failed), DELIVER_EVERY_MS);
  const retaining = setInterval(() => retain(now()).catch(failed), RETAIN_EVERY_MS);
  await retain(now()).catch(failed);

  // The end: what is under way is finished first.
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    clearInterval(delivering);
    clearInterval(retaining);
    await server.close();
    await orders.close();
    await store.close();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** What the system says when an address cannot be used, in words. */
const ADDRESS: Record<string, string> = {
  EADDRINUSE: 'Another program already uses this HOST and PORT: stop it, or set PORT to another number.',
  EADDRNOTAVAIL: 'This machine does not have the address of HOST.',
  ENOTFOUND: 'The name in HOST is not known.',
  EACCES: 'This PORT may only be used by an administrator: set PORT to a number above 1023.',
};

/** A start that fails says in plain words what is wrong; anything else is a fault of ours, with its trace. */
function explain(error: unknown): void {
  const address = ADDRESS[(error as NodeJS.ErrnoException).code ?? ''];
  if (address) {
    process.stderr.write(`${address}\n`);
    process.exit(1);
  }
  const plain = error instanceof ConfigError || error instanceof KnowledgeError || error instanceof StorageError;
  process.stderr.write(`${plain ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = 1;
}

await main().catch(explain);

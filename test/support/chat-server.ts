import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { contextAt, ROOT } from '../../src/assembly.ts';
import { LotsenBot } from '../../src/channels/bot.ts';
import type { Recognizer } from '../../src/core/description.ts';
import type { Route } from '../../src/core/route.ts';
import { pageRoutes } from '../../src/server/page.ts';
import { house } from './house.ts';
import { webServer } from './web-server.ts';

/** What the page's tests write for danger. */
export const DANGER = 'ابني معه سكين وهو في الطريق الآن';

/** The chat page with the real bot behind it; nobody receives a hand-over. */
export async function chatServer(more: Route[] = []) {
  const all = house();
  const real = all.recognizer;
  // How danger looks is tested here, not how it is found.
  const recognizer: Recognizer = {
    understand: (text, hint) => real.understand(text, hint),
    danger: (text) => (text === DANGER ? { emergency: 'weapon_now', askNow: false } : real.danger(text)),
    command: (text) => real.command(text),
    language: (text) => real.language(text),
  };
  const pages = await pageRoutes({ directory: join(ROOT, 'web'), texts: all.pageTexts, mode: 'demo' });
  return webServer({
    routes: [...pages, ...more],
    bot: (now) =>
      new LotsenBot({
        dialogs: all.dialogs,
        renderer: all.renderer,
        effects: { run: () => Promise.reject(new Error('nothing is handed over here')) },
        context: async () => ({
          ...contextAt(all, {
            now: now().toISOString(),
            random: (bytes) => randomBytes(bytes),
            receivers: [],
            mode: 'demo',
          }),
          recognizer,
        }),
        failed: (_code, error) => {
          throw error;
        },
      }),
  });
}

export type ChatServer = Awaited<ReturnType<typeof chatServer>>;

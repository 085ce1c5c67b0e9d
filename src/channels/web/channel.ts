import type { ConversationStore } from '../../core/effect.ts';
import type { Route } from '../../core/route.ts';
import type { Bot } from '../log.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { WebAdapter } from './adapter.ts';
import { Listeners } from './listeners.ts';
import { directLineRoutes } from './routes.ts';
import { Stream } from './stream.ts';
import { Tokens } from './tokens.ts';

export interface WebChannelParts {
  bot: Bot;
  store: ConversationStore;
  /** 32 bytes that sign tokens. A key that changes makes open pages start anew. */
  tokenKey: Uint8Array;
  now(): Date;
  /** The recogniser's danger check on raw text. */
  danger(text: string): boolean;
  /** Told of a turn that failed; gets no words of anybody. */
  failed(error: unknown): void;
  /** One turn at a time per conversation; hand in the one that other channels and the retention use. */
  turns?: OneAtATime;
}

export interface WebChannel {
  adapter: WebAdapter;
  /** For `createServer({ routes })`. */
  routes: Route[];
  /** For `createServer({ upgrades })`. */
  stream: Stream;
}

/** The web channel put together: Direct Line 3.0 around the bot. */
export function createWebChannel(parts: WebChannelParts): WebChannel {
  const turns = parts.turns ?? new OneAtATime();
  const listeners = new Listeners(parts.now);
  const tokens = new Tokens(parts.tokenKey, parts.now);
  const adapter = new WebAdapter({ bot: parts.bot, store: parts.store, listeners, turns });
  const stream = new Stream({ adapter, listeners, turns, tokens });
  return { adapter, stream, routes: directLineRoutes({ ...parts, adapter, tokens }) };
}

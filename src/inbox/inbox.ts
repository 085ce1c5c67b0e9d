import type { Route } from '../core/route.ts';
import { actionRoutes } from './actions.ts';
import { languageRoute } from './language.ts';
import { listRoutes } from './list.ts';
import type { InboxParts, Office } from './office.ts';
import { createSessions } from './sessions.ts';
import { signInRoutes } from './sign-in.ts';
import { ticketRoute } from './ticket.ts';

export type { InboxParts } from './office.ts';

export interface Inbox {
  /** All below `/inbox`; style and script are the files `inbox.css` and `inbox.js` of `web/`. */
  routes: Route[];
  /** To be called when something about a ticket has changed: open lists then show it within a second or so. */
  changed(): void;
}

/** The pages for social services: plain HTML that works without script. A restart signs everybody out. */
export function createInbox(parts: InboxParts): Inbox {
  let version = 0;
  const office: Office = { ...parts, sessions: createSessions(parts.now, parts.random), version: () => version };
  return {
    routes: [
      ...signInRoutes(office),
      languageRoute(office),
      ...listRoutes(office),
      ticketRoute(office),
      ...actionRoutes(office),
    ],
    changed() {
      version += 1;
    },
  };
}

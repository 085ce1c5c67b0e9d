import { randomBytes } from 'node:crypto';
import { wordText } from '../../src/channels/wording.ts';
import type { Answer, Route } from '../../src/core/route.ts';
import { createInboxDesk } from '../../src/handoff/inbox-desk.ts';
import type { StaffMember } from '../../src/handoff/staff.ts';
import type { Ticket, Unit } from '../../src/handoff/ticket.ts';
import { unitStore } from '../../src/handoff/units.ts';
import { createInbox, type InboxParts } from '../../src/inbox/inbox.ts';
import { AT, clock, ticket } from '../handoff/example.ts';
import { open, tempFolder } from '../storage/place.ts';
import { house } from '../support/house.ts';

export const BASE = 'http://127.0.0.1:3978';
const UNITS: Unit[] = [
  { id: 'sigtuna', municipality: 'Sigtuna', name: 'Socialtjänsten, Sigtuna', demo: false },
  { id: 'ekero', municipality: 'Ekerö', name: 'Socialtjänsten, Ekerö', demo: false },
];

/** The inbox on a real store in a folder of its own, with a clock that a test turns, and staff of two units. */
export async function office(change: Partial<InboxParts> = {}) {
  const folder = tempFolder();
  const time = clock();
  const store = await open(folder.dir, undefined, time.now);
  const { lookUp } = house();
  const units = unitStore(UNITS, store.staff);
  const faults: unknown[] = [];
  const desk = createInboxDesk({ ...store, units, now: time.now, changed: () => inbox.changed() });
  const inbox = createInbox({
    desk,
    staff: store.staff,
    units,
    audit: store.audit,
    word: (words, lang) => wordText(words, lang, 'web', lookUp),
    now: time.now,
    random: randomBytes,
    demo: false,
    secure: false,
    staffRisk: ['weapon', 'threatened'],
    failed: (fault) => faults.push(fault),
    ...change,
  });
  const staff = (name: string, ...of: string[]) => store.staff.add({ name, units: of, roles: ['secretary'] });
  const [sara, omar, eva] = [
    await staff('Sara Ek', 'sigtuna'),
    await staff('Omar Ali', 'sigtuna'),
    await staff('Eva Holm', 'ekero'),
  ];
  return {
    store,
    desk,
    inbox,
    time,
    faults,
    sara,
    omar,
    eva,
    /** Puts a delivered ticket of Sigtuna into the store. */
    async deliver(given: Partial<Ticket> = {}): Promise<Ticket> {
      const id = given.id ?? 'ticket-1';
      const made = ticket({
        state: 'delivered',
        id,
        receiptHash: `hash-${id}`,
        demo: false,
        events: [
          { at: AT, type: 'queued', by: 'person' },
          { at: AT, type: 'delivered', by: 'system' },
        ],
        ...given,
      });
      await store.tickets.create(made);
      inbox.changed();
      return made;
    },
    walker: () => walker(inbox.routes),
    /** A browser in which somebody is signed in. */
    async signedIn(member: StaffMember) {
      const browser = walker(inbox.routes);
      const token = await store.staff.makeLink(member.id);
      await browser.post('/inbox/sign-in', { token: token!, lang: 'sv' });
      return browser;
    },
    async end() {
      await store.close();
      folder.remove();
    },
  };
}

export type Office = Awaited<ReturnType<typeof office>>;

/** A browser without a port: keeps cookies, sends forms with the page's own token. */
export function walker(routes: Route[]) {
  let cookie: string | undefined;
  let csrf = '';

  async function send(
    method: 'GET' | 'POST',
    address: string,
    body = '',
    more: Record<string, string | undefined> = {},
  ) {
    const url = new URL(address, BASE);
    const found = routes
      .filter((route) => route.method === method)
      .map((route) => ({ route, params: paramsOf(route.path, url.pathname) }))
      .find(({ params }) => params !== null);
    if (!found) throw new Error(`no route ${method} ${url.pathname}`);
    const answer = await found.route.answer({
      method,
      path: url.pathname,
      params: found.params!,
      query: url.searchParams,
      headers: { cookie, origin: method === 'POST' ? BASE : undefined, ...more },
      base: BASE,
      body: Buffer.from(body),
    });
    const set = answer.headers?.['set-cookie'];
    if (set) cookie = String(set).split(';')[0];
    csrf = /name="csrf" value="([^"]+)"/.exec(bodyOf(answer))?.[1] ?? csrf;
    return answer;
  }

  return {
    get: (address: string, headers: Record<string, string> = {}) => send('GET', address, '', headers),
    /** Sends a form, with the token of the page seen last unless the fields name another. */
    post: (address: string, fields: Record<string, string> = {}, headers: Record<string, string | undefined> = {}) =>
      send('POST', address, new URLSearchParams({ csrf, ...fields }).toString(), headers),
    cookie: () => cookie,
  };
}

export function bodyOf({ body = '' }: Answer): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const names: string[] = [];
  const shape = pattern.replace(/:(\w+)/g, (_all, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  const match = new RegExp(`^${shape}$`).exec(path);
  return match && Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1]!)]));
}

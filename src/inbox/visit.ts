import type { Answer, RouteRequest } from '../core/route.ts';
import { DeskError } from '../handoff/inbox-desk.ts';
import type { StaffMember } from '../handoff/staff.ts';
import { problemPage } from './frame.ts';
import type { Office } from './office.ts';
import { languageFrom, type Reader, readerOf } from './reader.ts';
import { csrfFits, type Session } from './sessions.ts';

/** One request of somebody who is signed in. */
export interface Visit {
  request: RouteRequest;
  member: StaffMember;
  session: Session;
  reader: Reader;
}

type Handler = (request: RouteRequest) => Promise<Answer>;

/** Finds out who asks; null when nobody is signed in, or is no longer on the staff. */
export async function visitOf(office: Office, request: RouteRequest): Promise<Visit | null> {
  const cookie = cookieOf(office, request);
  const session = cookie === null ? null : office.sessions.find(cookie);
  if (cookie === null || !session) return null;
  const member = await office.staff.get(session.staff);
  if (member?.active) return { request, member, session, reader: readerOf(office.word, session.lang) };
  office.sessions.end(cookie);
  return null;
}

/** A page for staff. `byHand` is false for what a script fetches: that keeps nobody signed in. */
export function forStaff(office: Office, answer: (visit: Visit) => Promise<Answer>, { byHand = true } = {}): Handler {
  return careful(office, async (request) => {
    const visit = await visitOf(office, request);
    if (!visit) return problemPage(office, readerFor(office, request), 'signedOut', 401);
    if (byHand) office.sessions.touch(visit.session);
    return answer(visit);
  });
}

/** A form that staff send: only from our own pages, with the session's token. */
export function formOfStaff(office: Office, answer: (visit: Visit, form: URLSearchParams) => Promise<Answer>): Handler {
  return forStaff(office, async (visit) => {
    const form = formIn(visit.request);
    if (!fromOwnPage(visit.request) || !csrfFits(visit.session, form.get('csrf'))) {
      return problemPage(office, visit.reader, 'foreignForm', 403, visit);
    }
    return answer(visit, form);
  });
}

/** A fault is told plainly, without details; the details go to the log. */
export function careful(office: Office, answer: Handler): Handler {
  return async (request) => {
    try {
      return await answer(request);
    } catch (fault) {
      const known = fault instanceof DeskError && fault.code === 'not_found';
      if (!known) office.failed?.(fault);
      const visit = await visitOf(office, request).catch(() => null);
      const reader = visit?.reader ?? readerFor(office, request);
      return known
        ? problemPage(office, reader, 'notFound', 404, visit)
        : problemPage(office, reader, 'fault', 500, visit);
    }
  };
}

/** Texts for somebody who is not signed in. */
export function readerFor(office: Office, { query, headers }: RouteRequest): Reader {
  return readerOf(office.word, languageFrom(query.get('lang'), headers['accept-language']));
}

export function formIn({ body }: RouteRequest): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}

/** Browsers name the sending page's origin with every form; programs that name none have no cookie of ours to misuse. */
export function fromOwnPage({ headers, base }: RouteRequest): boolean {
  return headers.origin === undefined || headers.origin === new URL(base).origin;
}

/** With https the name itself makes the browser refuse a cookie that another host or an open line has set. */
function cookieName({ secure }: Office): string {
  return secure ? '__Host-lotsen-inbox' : 'lotsen-inbox';
}

export function cookieOf(office: Office, { headers }: RouteRequest): string | null {
  const cookies = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return cookies.find(([name]) => name === cookieName(office))?.[1] ?? null;
}

/** The header that sets the cookie; null takes it away. */
export function setCookie(office: Office, value: string | null): string {
  return [
    `${cookieName(office)}=${value ?? ''}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    ...(office.secure ? ['Secure'] : []),
    ...(value === null ? ['Max-Age=0'] : []),
  ].join('; ');
}

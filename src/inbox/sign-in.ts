import type { Answer, Route, RouteRequest } from '../core/route.ts';
import { page, problemPage, seeOther } from './frame.ts';
import { html } from './html.ts';
import type { Office } from './office.ts';
import { INBOX_LANGUAGES, languageFrom, readerOf } from './reader.ts';
import { careful, cookieOf, formIn, formOfStaff, fromOwnPage, readerFor, setCookie } from './visit.ts';

const PATH = '/inbox/sign-in';
/** What a sign-in token looks like; anything else is refused before it costs a look into the store. */
const TOKEN = /^[A-Za-z0-9_-]{20,128}$/;
/** Wrong links in a minute, from all callers together: each costs a write to the disk. */
const WRONG_A_MINUTE = 60;
const MINUTE_MS = 60_000;

/** Sign-in by a link that works once, and sign-out. */
export function signInRoutes(office: Office): Route[] {
  const wrong: number[] = [];
  return [
    { method: 'GET', path: PATH, limit: 'open', answer: careful(office, async (request) => ask(office, request)) },
    { method: 'POST', path: PATH, limit: 'open', answer: careful(office, (request) => signIn(office, request, wrong)) },
    {
      method: 'POST',
      path: '/inbox/sign-out',
      answer: formOfStaff(office, async ({ request, session }) => {
        office.sessions.end(cookieOf(office, request) ?? '');
        return seeOther(`${PATH}?left=1&lang=${session.lang}`, { 'set-cookie': setCookie(office, null) });
      }),
    },
  ];
}

/** Looking at the link changes nothing: mail programs and chats look at links before people do. */
function ask(office: Office, request: RouteRequest): Answer {
  const reader = readerFor(office, request);
  const { t, lang } = reader;
  const token = request.query.get('token');
  if (token === null) return problemPage(office, reader, request.query.has('left') ? 'left' : 'signedOut', 200);
  if (!TOKEN.test(token)) return problemPage(office, reader, 'badLink', 403);
  const other = INBOX_LANGUAGES.find((one) => one !== lang)!;
  const title = t('inbox:signIn.title');
  const main = html`<h1>${title}</h1>
<p>${t('inbox:signIn.text')}</p>
<form method="post" action="${PATH}">
<input type="hidden" name="token" value="${token}">
<input type="hidden" name="lang" value="${lang}">
<button class="main">${t('inbox:signIn.button')}</button>
</form>
<p><a href="${PATH}?token=${token}&amp;lang=${other}" lang="${other}">${t('inbox:otherLanguage')}</a></p>`;
  return page(office, reader, { title, main });
}

async function signIn(office: Office, request: RouteRequest, wrong: number[]): Promise<Answer> {
  const form = formIn(request);
  const lang = languageFrom(form.get('lang'), request.headers['accept-language']);
  const reader = readerOf(office.word, lang);
  if (!fromOwnPage(request)) return problemPage(office, reader, 'foreignForm', 403);
  const time = office.now().getTime();
  while (wrong.length > 0 && !isRecent(wrong[0]!, time)) wrong.shift();
  if (wrong.length >= WRONG_A_MINUTE) return problemPage(office, reader, 'tooMany', 429);
  const token = form.get('token') ?? '';
  const member = TOKEN.test(token) ? await office.staff.useLink(token) : null;
  if (!member) {
    wrong.push(time);
    return problemPage(office, reader, 'badLink', 403);
  }
  await office.audit.append({ who: member.id, what: 'staff.signed_in', about: member.id });
  office.sessions.end(cookieOf(office, request) ?? '');
  return seeOther('/inbox', { 'set-cookie': setCookie(office, office.sessions.start(member.id, lang)) });
}

/** A clock that was set back must lock nobody out. */
function isRecent(at: number, time: number): boolean {
  return at > time - MINUTE_MS && at <= time;
}

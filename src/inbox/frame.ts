import type { Answer } from '../core/route.ts';
import { type Html, html, type Piece } from './html.ts';
import type { Office } from './office.ts';
import { INBOX_LANGUAGES, type Reader } from './reader.ts';
import type { Visit } from './visit.ts';

/** Stricter than the rest of the house: nobody frames the inbox or keeps a copy of it. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  // With 'no-referrer' browsers would hide where a form comes from, which is what a form is checked by.
  'referrer-policy': 'strict-origin',
};

export interface Page {
  title: string;
  main: Piece;
  status?: number;
  /** Who reads it; absent for somebody who is not signed in. */
  visit?: Visit | null;
  /** This page's own address, to come back to when the language is changed. */
  here?: string;
  /** Whether what is shown is a trial even if the installation is not. */
  demo?: boolean;
}

export function page(office: Office, reader: Reader, { title, main, status = 200, visit, here, demo }: Page): Answer {
  const { t, lang } = reader;
  const body = html`<!doctype html>
<html lang="${lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${t('inbox:name')}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/inbox.css">
${visit && html`<script type="module" src="/inbox.js"></script>`}
</head>
<body${visit && html` data-live="${office.version()}"`}>
<a class="skip" href="#main">${t('inbox:skip')}</a>
<header>
<p class="name">${visit ? html`<a href="/inbox">${t('inbox:name')}</a>` : t('inbox:name')}</p>
${visit && tools(reader, visit, here ?? '/inbox')}
${(office.demo || demo) && html`<p class="demo">${t('inbox:demo')}</p>`}
${visit && html`<p class="stale" id="stale" role="status" hidden>${t('inbox:stale')}</p>`}
</header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`;
  return { status, headers: HEADERS, body: body.text };
}

/** A piece of a page that a script puts in. */
export function fragment(piece: Html): Answer {
  return { status: 200, headers: HEADERS, body: piece.text };
}

/** Sends the browser on after a form, so that loading anew repeats nothing. */
export function seeOther(location: string, headers: Record<string, string> = {}): Answer {
  return { status: 303, headers: { ...HEADERS, location, ...headers } };
}

export type Problem = 'signedOut' | 'left' | 'badLink' | 'tooMany' | 'foreignForm' | 'notFound' | 'fault';

/** A plain page that says what is the matter and what to do. */
export function problemPage(
  office: Office,
  reader: Reader,
  problem: Problem,
  status: number,
  visit?: Visit | null,
): Answer {
  const { t } = reader;
  const title = t(`inbox:problem.${problem}.title`);
  const main = html`<h1>${title}</h1>
<p>${t(`inbox:problem.${problem}.text`)}</p>
${visit && html`<p><a class="button" href="/inbox">${t('inbox:toList')}</a></p>`}`;
  return page(office, reader, { title, main, status, visit });
}

/** The hidden field without which no form is taken. */
export function csrfField({ session }: Visit): Html {
  return html`<input type="hidden" name="csrf" value="${session.csrf}">`;
}

function tools({ t, lang }: Reader, visit: Visit, here: string): Html {
  const other = INBOX_LANGUAGES.find((one) => one !== lang)!;
  return html`<div class="tools">
<p class="who">${visit.member.name}</p>
<form method="post" action="/inbox/language">${csrfField(visit)}
<input type="hidden" name="back" value="${here}">
<button class="quiet" name="lang" value="${other}" lang="${other}">${t('inbox:otherLanguage')}</button></form>
<form method="post" action="/inbox/sign-out">${csrfField(visit)}
<button class="quiet">${t('inbox:signOut')}</button></form>
</div>`;
}

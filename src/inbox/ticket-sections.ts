import type { TextKey } from '../core/reply.ts';
import { SCOPES, type Ticket, type TicketEvent } from '../handoff/ticket.ts';
import { type Html, html } from './html.ts';
import type { Names } from './names.ts';
import type { Reader } from './reader.ts';

/** What the person wrote, as they saw it masked, in their own language and direction. */
export function wordsSection({ t }: Reader, { content, consent }: Ticket): Html {
  const withheld = !consent.scopes.includes('own_words');
  const words = content.ownWords.map(
    ({ text, lang }) => html`<figure><blockquote dir="auto"${lang && html` lang="${lang}"`}>${text}</blockquote>
${lang && html`<figcaption>${t(`ticket:language.${lang}`)}</figcaption>`}</figure>`,
  );
  return html`<section class="words" aria-labelledby="h-words"><h2 id="h-words">${t('inbox:ticket.words')}</h2>
<p class="note">${t(withheld ? 'inbox:ticket.wordsWithheld' : words.length > 0 ? 'inbox:ticket.wordsNote' : 'inbox:ticket.noWords')}</p>
${words}</section>`;
}

/** What the bot told the person about, with the rule behind each, so that it can be questioned. */
export function pathsSection({ t, ofTicket }: Reader, { content }: Ticket): Html {
  const items = content.paths.map(
    ({ path, rule }) => html`<li>${ofTicket({ key: `paths:${path}.title` })}
<span class="rule">${t('inbox:ticket.rule')} <code>${rule}</code></span></li>`,
  );
  return html`<section aria-labelledby="h-paths"><h2 id="h-paths">${t('inbox:ticket.paths')}</h2>
${items.length === 0 ? html`<p>${t('inbox:ticket.noPaths')}</p>` : html`<ul>${items}</ul>`}</section>`;
}

/** Sections of the Public Access to Information and Secrecy Act that a sharing may rest on (law dossier 2.3); the texts name them. */
const GROUNDS = ['consent', 'youth', 'crime', 'danger', 'boards'] as const;

/** Nothing is shared by itself: each sharing needs a ground and, in doubt, a lawyer (law dossier T004-5). */
export function sharingSection({ t }: Reader): Html {
  return html`<section class="sharing" aria-labelledby="h-sharing"><h2 id="h-sharing">${t('inbox:sharing.title')}</h2>
<p>${t('inbox:sharing.text')}</p>
<details><summary>${t('inbox:sharing.grounds')}</summary>
<ul>${GROUNDS.map((ground) => html`<li>${t(`inbox:sharing.ground.${ground}`)}</li>`)}</ul>
<p>${t('inbox:sharing.lawyer')}</p></details></section>`;
}

export function consentSection({ t, when, ofTicket }: Reader, names: Names, { consent }: Ticket): Html {
  const scopes = (given: boolean) => {
    const found = SCOPES.filter((scope) => consent.scopes.includes(scope) === given);
    return found.length === 0
      ? t('inbox:consent.nothing')
      : found.map((scope) => t(`ticket:scope.${scope}`)).join(', ');
  };
  const rows: [TextKey, string | Html][] = [
    ['inbox:consent.at', when(consent.at)],
    ['inbox:consent.purpose', t(`inbox:purpose.${consent.purpose}`)],
    ['inbox:consent.unit', names.unit(consent.unit)],
    ['inbox:consent.shared', scopes(true)],
    ['inbox:consent.leftOut', scopes(false)],
    ['inbox:consent.language', ofTicket({ key: `ticket:language.${consent.lang}` })],
    ['inbox:consent.version', consent.textVersion],
    ['inbox:consent.hash', html`<code class="hash">${consent.textHash}</code>`],
  ];
  return html`<section aria-labelledby="h-consent"><h2 id="h-consent">${t('inbox:consent.title')}</h2>
<p class="note">${t('inbox:consent.note')}</p>
<dl class="facts">${rows.map(
    ([key, value]) => html`<div><dt>${t(key)}</dt><dd>${value}</dd></div>
`,
  )}</dl></section>`;
}

/** Everything that happened, worded only now; oldest first, as a journal is read. */
export function timelineSection(reader: Reader, names: Names, { events }: Ticket): Html {
  const { t, when } = reader;
  return html`<section aria-labelledby="h-timeline"><h2 id="h-timeline">${t('inbox:ticket.timeline')}</h2>
<ol class="timeline">${events.map(
    (event) => html`<li><p class="at">${when(event.at)} · ${doer(reader, names, event)}</p>
<p>${t(`ticket:event.${event.type}`)}</p>${event.text !== undefined && html`<p class="written" dir="auto">${event.text}</p>`}</li>
`,
  )}</ol></section>`;
}

function doer({ t }: Reader, names: Names, { by }: TicketEvent): string {
  if (by === 'person' || by === 'system') return t(`inbox:by.${by}`);
  return names.staff(by);
}

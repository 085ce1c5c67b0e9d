import type { Param, TextKey, Words } from '../core/reply.ts';
import { type Html, html } from './html.ts';

/** The languages that social services work in. */
export const INBOX_LANGUAGES = ['sv', 'en'] as const;
export type InboxLanguage = (typeof INBOX_LANGUAGES)[number];

/** Words the pages in the language of whoever reads them. */
export interface Reader {
  lang: InboxLanguage;
  /** A text by its key. Throws when there is none: a mistake of ours. */
  t(key: TextKey, params?: Record<string, Param>): string;
  /**
   * Words that rest on what a ticket holds. An id that is no longer known (an observation that was since renamed)
   * must not make a case unreadable: it is named as it stands.
   */
  ofTicket(words: Words): string;
  /** Date and time of day in Sweden. */
  when(iso: string): Html;
}

export function readerOf(word: (words: Words, lang: InboxLanguage) => string, lang: InboxLanguage): Reader {
  const t = (key: TextKey, params?: Record<string, Param>) => word({ key, params }, lang);
  return {
    lang,
    t,
    ofTicket(words) {
      try {
        return word(words, lang);
      } catch {
        return t('inbox:ticket.unknownId', { id: { code: idsIn(words) } });
      }
    },
    when: (iso) => html`<time datetime="${iso}">${t('inbox:when', { at: { date: iso, time: true } })}</time>`,
  };
}

/** The language that a form, an address or a browser asks for. */
export function languageFrom(asked: string | null, accepted: string | undefined): InboxLanguage {
  const wanted = [asked ?? '', ...(accepted ?? '').split(',')].map((name) => name.trim().slice(0, 2).toLowerCase());
  return INBOX_LANGUAGES.find((lang) => lang === wanted.find((name) => isInboxLanguage(name))) ?? 'sv';
}

export function isInboxLanguage(value: string | null): value is InboxLanguage {
  return (INBOX_LANGUAGES as readonly (string | null)[]).includes(value);
}

/** The ids at the end of all keys within. */
function idsIn({ key, params = {} }: Words): string {
  const inner = Object.values(params).flatMap((param) =>
    typeof param === 'object' && 'key' in param ? [idsIn(param)] : [],
  );
  return [...inner, key.split(/[:.]/).at(-1)].join(' · ');
}

// @ts-check
import { directionOf } from './view.js';

/** The page's own labels, in the language that the conversation is in. */
export const LANGUAGES = ['sv', 'ar', 'so', 'en'];
const KEY = 'lotsen.lang';

/** @type {Map<string, Promise<Record<string, string>>>} */
const loaded = new Map();

/** @param {string} lang @returns {Promise<Record<string, string>>} */
function load(lang) {
  const texts =
    loaded.get(lang) ??
    fetch(`/texts/${lang}.json`).then((response) => {
      if (!response.ok) throw new Error('no texts');
      return response.json();
    });
  loaded.set(lang, texts);
  texts.catch(() => loaded.delete(lang));
  return texts;
}

/** The language that was chosen in this tab, or that the address asks for. */
export function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get('lang') ?? '';
  return sessionStorage.getItem(KEY) ?? (LANGUAGES.includes(asked) ? asked : null);
}

/** The language of the labels while nothing is chosen. */
export function likelyLanguage() {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find((lang) => LANGUAGES.includes(lang)) ?? 'sv';
}

/**
 * Puts the whole page into a language.
 * @param {string} lang
 * @param {boolean} chosen whether it is to be remembered in this tab
 */
export async function showIn(lang, chosen) {
  if (chosen) sessionStorage.setItem(KEY, lang);
  const texts = await load(lang);
  document.documentElement.lang = lang;
  document.documentElement.dir = directionOf(lang);
  document.title = texts.title ?? '';
  const fill = (/** @type {string} */ name, /** @type {(node: HTMLElement, text: string) => void} */ put) => {
    for (const node of document.querySelectorAll(`[data-${name}]`)) {
      if (node instanceof HTMLElement) put(node, texts[node.dataset[name] ?? ''] ?? '');
    }
  };
  fill('text', (node, text) => {
    node.textContent = text;
  });
  fill('label', (node, text) => node.setAttribute('aria-label', text));
  fill('title', (node, text) => node.setAttribute('title', text));
  fill('placeholder', (node, text) => node.setAttribute('placeholder', text));
  for (const button of document.querySelectorAll('#languages button')) {
    button.setAttribute('aria-pressed', String(chosen && button.getAttribute('value') === lang));
  }
  return texts;
}

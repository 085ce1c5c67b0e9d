import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Route } from '../core/route.ts';
import { LANGUAGES, type Language } from '../core/vocabulary.ts';
import { type StaticFile, staticRoute } from './static.ts';

/** The labels of the chat page in one language: `locales/<lang>/web.json`, flat. */
export type PageTexts = Record<string, string>;

export interface PageParts {
  /** The folder `web/`. */
  directory: string;
  texts: Record<Language, PageTexts>;
  mode: 'demo' | 'production';
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The chat page and all it needs: read once, served from memory. */
export async function pageRoutes({ directory, texts, mode }: PageParts): Promise<Route[]> {
  const files: StaticFile[] = LANGUAGES.map((lang) => ({
    path: `/texts/${lang}.json`,
    type: 'application/json; charset=utf-8',
    content: Buffer.from(JSON.stringify(texts[lang])),
  }));
  for (const name of await readdir(directory)) {
    const type = TYPES[extname(name)];
    if (!type) continue;
    const content = await readFile(join(directory, name));
    if (name !== 'index.html') files.push({ path: `/${name}`, type, content });
    else files.push({ path: '/', type, content: Buffer.from(fill(content.toString('utf8'), texts, mode)) });
  }
  return files.map(staticRoute);
}

/** Puts the texts that must be there without any script into the page's marked places: `{{mode}}`, `{{sv:title}}`. */
export function fill(html: string, texts: Record<Language, PageTexts>, mode: string): string {
  return html.replaceAll(/\{\{(?:(\w\w):)?(\w+)\}\}/g, (_mark, lang: Language | undefined, key: string) => {
    if (!lang && key === 'mode') return mode;
    const text = lang && texts[lang]?.[key];
    if (text === undefined) throw new Error(`the chat page wants a text that is missing: ${lang}:${key}`);
    return escapeHtml(text);
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

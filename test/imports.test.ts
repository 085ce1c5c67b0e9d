import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';

const ROOT = join(import.meta.dirname, '..');

/** What each place may import from the house; `types` only as types. The table of the architecture page, in code. */
const MAY: Record<string, { from: string[]; types?: string[]; packages?: RegExp }> = {
  'src/core': { from: ['src/core'], packages: /^zod$/ },
  'src/understanding': {
    from: ['src/core', 'src/understanding'],
    types: ['src/knowledge'],
    packages: /^(zod|libphonenumber-js.*)$/,
  },
  'src/rules': { from: ['src/core', 'src/rules'], types: ['src/knowledge'], packages: /^zod$/ },
  dialogs: {
    from: ['src/core', 'dialogs'],
    types: ['src/understanding', 'src/rules', 'src/handoff', 'src/knowledge'],
    packages: /^$/,
  },
  'src/knowledge': {
    from: ['src/core', 'src/knowledge', 'src/rules', 'src/understanding'],
    packages: /^(zod|yaml|i18next|libphonenumber-js.*|node:(fs|path|fs\/promises))$/,
  },
  'src/handoff': { from: ['src/core', 'src/handoff'] },
  'src/storage': { from: ['src/core', 'src/storage', 'src/handoff'] },
  'src/channels': { from: ['src/core', 'src/channels'] },
  'src/inbox': { from: ['src/core', 'src/handoff', 'src/inbox'] },
  'src/server': { from: ['src/core', 'src/server'] },
};

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const code = readFileSync(join(ROOT, file), 'utf8');
  const found = [
    ...code.matchAll(/^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+'([^']+)'|import\('([^']+)'\)/gm),
  ];
  return found.map((match) => {
    const target = match[3] ?? match[4] ?? '';
    const names = match[2] ?? '';
    const allTypes = /^\{(\s*type\s+\w+(\s+as\s+\w+)?\s*,?)+\s*\}$/.test(names);
    const typeOnly = Boolean(match[1]) || allTypes;
    return {
      file,
      target: target.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), target)) : target,
      typeOnly,
    };
  });
}

const within = (target: string, places: string[]) => places.some((place) => target.startsWith(`${place}/`));
const isOurs = (target: string) => /^(src|dialogs|test|web|bench)\//.test(target);

describe('Imports point one way', () => {
  for (const [place, { from, types = [], packages }] of Object.entries(MAY)) {
    it(`${place} imports only what it may`, () => {
      const files = sources(place);
      expect(files, 'the folder has files').to.not.be.empty;
      const wrong = files.flatMap(importsOf).filter(({ target, typeOnly }) => {
        if (!isOurs(target)) return packages !== undefined && !packages.test(target);
        return !within(target, from) && !(typeOnly && within(target, types));
      });
      expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).to.deep.equal([]);
    });
  }

  it('nobody imports main', () => {
    const all = ['src', 'dialogs'].flatMap(sources).flatMap(importsOf);
    expect(all.filter(({ target }) => target === 'src/main.ts')).to.deep.equal([]);
  });

  it('botbuilder stays inside the channels', () => {
    const all = ['src', 'dialogs'].flatMap(sources).filter((file) => !file.startsWith('src/channels/'));
    expect(all.flatMap(importsOf).filter(({ target }) => target.startsWith('botbuilder'))).to.deep.equal([]);
  });

  it('the pure places reach for no clock, chance, file or network', () => {
    const impure = /\b(Date\.now|new Date\(\)|Math\.random|process\.|fetch\(|setTimeout|setInterval)/;
    const found = ['src/core', 'src/understanding', 'src/rules', 'dialogs']
      .flatMap(sources)
      .filter((file) => impure.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(found).to.deep.equal([]);
  });
});

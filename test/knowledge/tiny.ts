import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PATHS } from '../../src/core/vocabulary.ts';
import { describe as inWords, KnowledgeError } from '../../src/knowledge/problem.ts';

const PLACE_HEAD = 'id\tkind\tmunicipality\tsv\tsv_also\tar\tso\ten\tpart_of\tonly_capitalised_or_with_preposition';

/** A whole knowledge folder, as small as it can be, with nothing wrong in it. No number in it belongs to anybody: 112. */
export const TINY: Record<string, string> = {
  'signals.yml':
    'version: 1\ngroups:\n  school: School\nsignals:\n  school_absence: { group: school, meaning: "Skips lessons." }\n',
  'paths.yml': `version: 1\npaths:\n${PATHS.map((id) => `  ${id}: { meaning: "A way." }`).join('\n')}\n`,
  'emergencies.yml': 'version: 1\nemergencies:\n  fire: { meaning: "It burns.", signals: [school_absence] }\n',
  'kinds.yml': 'version: 1\nkinds:\n  leisure: { leads: [leisure] }\n',
  'places.tsv': [
    PLACE_HEAD,
    'astad\tmunicipality\tÅstad\tÅstad\t\t\t\t\t\tno',
    'astad-norra\tdistrict\tÅstad\tNorra\tNorr\t\t\t\t\tno',
    'astad-hult\tdistrict\tÅstad\tHult\t\t\t\t\tNorra\tno',
    'bstad\tmunicipality\tBstad\tBstad\t\t\t\t\t\tno',
    '',
  ].join('\n'),
  'units.yml':
    'version: 1\nunits:\n  - id: astad\n    municipality: Åstad\n    name: Mottagningen\n    sspf: null\n    response_hours: null\n',
  'resources/astad.yml': [
    'version: 1',
    'municipality: Åstad',
    'resources:',
    '  - id: astad-garden',
    '    name: Gården',
    '    organization: Åstads kommun',
    '    kind: leisure',
    '    paths: [leisure]',
    '    audience: [young_person]',
    '    phones:',
    '      - { tel: "112", written: "112" }',
    '    source: { title: Gården, read_on: 2026-11-22 }',
    '    state: read',
    '',
  ].join('\n'),
  'resources/national.yml': 'version: 1\nresources: []\n',
};

/** Writes files into a folder of their own, hands it to `use`, and removes it. `null` leaves a file out. */
export function withFiles<T>(files: Record<string, string | null>, use: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'lotsen-knowledge-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      if (content === null) continue;
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), content);
    }
    return use(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The tiny knowledge with a text exchanged for another in one file. Throws when the text is not there: the test would prove nothing. */
export function tinyWith(file: string, old: string, replacement: string): Record<string, string> {
  const content = TINY[file] ?? '';
  if (!content.includes(old)) throw new Error(`'${old}' is not in ${file}`);
  return { ...TINY, [file]: content.replace(old, replacement) };
}

/** What a reader complains of, with the folder's name taken off. */
export function complaints(files: Record<string, string | null>, read: (dir: string) => unknown): string[] {
  return withFiles(files, (dir) => {
    try {
      read(dir);
      return [];
    } catch (error) {
      if (!(error instanceof KnowledgeError)) throw error;
      return error.problems.map((problem) => inWords({ ...problem, file: problem.file.slice(dir.length + 1) }));
    }
  });
}

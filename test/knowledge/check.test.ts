import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { checkEverything } from '../../src/knowledge/check.ts';
import { CONTACT_COLUMNS, contactList } from '../../src/knowledge/contact-list.ts';
import { readKnowledge } from '../../src/knowledge/knowledge.ts';
import { describe as inWords } from '../../src/knowledge/problem.ts';
import { readReviewNotes, unreviewed } from '../../src/knowledge/review.ts';
import { withFiles } from './tiny.ts';

const ROOT = join(import.meta.dirname, '../..');
const COMMAND = join(ROOT, 'src/commands/check.ts');
const knowledge = readKnowledge(join(ROOT, 'knowledge'));

/** What the check says more about a copy of the house in which one file was changed. */
function newProblems(file: string, old: string, replacement: string): string[] {
  const dir = mkdtempSync(join(tmpdir(), 'lotsen-check-'));
  try {
    for (const name of ['knowledge', 'locales']) cpSync(join(ROOT, name), join(dir, name), { recursive: true });
    const check = () =>
      checkEverything({
        knowledge: join(dir, 'knowledge'),
        locales: join(dir, 'locales'),
        code: [join(dir, 'locales')],
      }).problems.map((problem) => inWords({ ...problem, file: problem.file.slice(dir.length + 1) }));
    const before = new Set(check());
    const content = readFileSync(join(dir, file), 'utf8');
    if (!content.includes(old)) throw new Error(`'${old}' is not in ${file}`);
    writeFileSync(join(dir, file), content.replace(old, replacement));
    return check().filter((problem) => !before.has(problem));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe('The check of all knowledge and texts', () => {
  it('finds nothing wrong with the house', () => {
    const code = ['dialogs', 'src/core', 'src/channels', 'src/inbox'].map((folder) => join(ROOT, folder));
    const { problems } = checkEverything({ knowledge: join(ROOT, 'knowledge'), locales: join(ROOT, 'locales'), code });
    expect(problems.map(inWords)).to.deep.equal([]);
  }).timeout(10_000);

  it('tells of a kind of help without words', () => {
    expect(newProblems('knowledge/kinds.yml', '  leisure: {', '  library: { leads: [] }\n  leisure: {')).to.deep.equal([
      "knowledge/kinds.yml: there is no text 'resources:kind.library.name'",
      "knowledge/kinds.yml: there is no text 'resources:kind.library.is'",
    ]);
  }).timeout(10_000);

  it('tells of a resource that a rule names and that is gone', () => {
    expect(newProblems('knowledge/rules/index.yml', 'orostelefonen-radikalisering:', 'orostelefonen:')).to.deep.equal([
      "knowledge/rules/index.yml: never: there is no resource 'orostelefonen'",
    ]);
  }).timeout(10_000);

  it('tells of a key in the code that no text has', () => {
    withFiles({ 'code/step.ts': "const ok = 'common:yes';\nconst wrong = 'common:perhaps';\n" }, (dir) => {
      const { problems } = checkEverything({
        knowledge: join(ROOT, 'knowledge'),
        locales: join(ROOT, 'locales'),
        code: [join(dir, 'code')],
      });
      expect(problems.map(inWords)).to.include(`${join(dir, 'code/step.ts')}:2: there is no text 'common:perhaps'`);
      expect(problems.filter(({ file }) => file.startsWith(dir))).to.have.length(1);
    });
  }).timeout(10_000);

  it('ends with a status that says whether anything is wrong, and refuses what it does not know', () => {
    const run = (...args: string[]) => spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' });
    const { stdout, status } = run();
    expect(stdout).to.match(/\nproblems: \d+\n$/);
    expect(status).to.equal(stdout.endsWith('problems: 0\n') ? 0 : 1);
    expect(run('contracts').status).to.equal(2);
    expect(run('contacts', 'Ankeborg').status).to.equal(1);
  }).timeout(20_000);
});

describe('A municipality that confirms its contacts', () => {
  it('gets the list of its own, also when it names a district', () => {
    const out = execFileSync(process.execPath, [COMMAND, 'contacts', 'Valsta'], { encoding: 'utf8' })
      .trimEnd()
      .split('\n');
    expect(out[0]).to.equal(CONTACT_COLUMNS.join('\t'));
    expect(out.at(-1)).to.equal('# 10 contacts: 0 confirmed, 10 to confirm, 0 missing');
    expect(out.slice(1, -1).every((row) => row.startsWith('sigtuna\tsigtuna-'))).to.equal(true);
  }).timeout(10_000);

  it('finds in it every contact of the directory, and no national one', () => {
    const ids = contactList(knowledge, null).map((row) => row[1]);
    expect(ids).to.have.members(
      knowledge.resources.flatMap(({ id, municipality }) => (municipality === null ? [] : [id])),
    );
    for (const row of contactList(knowledge, null)) expect(row).to.have.length(CONTACT_COLUMNS.length);
  });
});

describe('A native speaker who reads the texts', () => {
  const NOTE = '{ "reviewed_by": null, "date": null, "state": "needs_native_review" }';
  const files = (note: string): Record<string, string> =>
    Object.fromEntries(
      ['sv', 'ar', 'so', 'en'].flatMap((lang) => [
        [`${lang}/talk.json`, '{}'],
        [`${lang}/_review.json`, lang === 'so' ? note : `{ "talk.json": ${NOTE} }`],
      ]),
    );
  const read = (dir: string) => {
    const problems: Parameters<typeof readReviewNotes>[1] = [];
    const notes = readReviewNotes(dir, problems);
    return {
      said: problems.map((problem) => inWords({ ...problem, file: problem.file.slice(dir.length + 1) })),
      notes,
    };
  };

  it('sees which files nobody has read', () => {
    const reviewed = '{ "talk.json": { "reviewed_by": "A. B.", "date": "2026-12-01", "state": "reviewed" } }';
    const { said, notes } = withFiles(files(reviewed), read);
    expect(said).to.deep.equal([]);
    expect(unreviewed(notes).map(({ lang, files }) => [lang, files.length])).to.deep.equal([
      ['sv', 1],
      ['ar', 1],
      ['so', 0],
      ['en', 1],
    ]);
  });

  it('cannot leave out who and when, nor a file', () => {
    const unsigned = '{ "talk.json": { "reviewed_by": null, "date": null, "state": "reviewed" } }';
    expect(withFiles(files(unsigned), read).said).to.deep.equal([
      "so/_review.json:1: talk.json: 'reviewed' needs reviewed_by and date; 'needs_native_review' has neither",
    ]);
    expect(withFiles(files(`{\n"walk.json": ${NOTE} }`), read).said).to.deep.equal([
      'so/_review.json: talk.json is not listed: nobody can see whether it was read',
      'so/_review.json:2: there is no file walk.json',
    ]);
  });
});

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { readUnderstandingData } from '../../src/knowledge/language.ts';

const HEAD = 'target\texpression\tuse\tvariety\tnote\treviewed\n';

describe('Somebody who adds ways of saying something may put them into a file of their own', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lotsen-'));
    cpSync(fileURLToPath(new URL('../../knowledge', import.meta.url)), folder, {
      recursive: true,
      filter: (path) => !/utterances|\.bin$/.test(path),
    });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('and it is read along with the others, after them', () => {
    writeFileSync(join(folder, 'language/so/expressions-zz.tsv'), `${HEAD}emergency:arson\tdab weyn\n`);
    const rows = readUnderstandingData(folder).data?.languages.so.expressions ?? [];
    expect(rows.at(-1)).to.deep.equal({ target: 'emergency:arson', expression: 'dab weyn', use: '' });
    expect(rows.length).to.be.greaterThan(500);
  });

  it('and is told the file and line of a mistake in it', () => {
    writeFileSync(join(folder, 'language/so/expressions-zz.tsv'), `${HEAD}emergency:nonsense\tdab weyn\n`);
    const { problems } = readUnderstandingData(folder);
    expect(problems.map(({ file, line }) => [file.endsWith('expressions-zz.tsv'), line])).to.deep.include([true, 2]);
  });
});

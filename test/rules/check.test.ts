import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { describe as inWords, type Problem } from '../../src/knowledge/problem.ts';
import { readRules } from '../../src/knowledge/rules.ts';

const index = `version: 1
files: [one]
groups: { change: [new_peers, debt] }
sspf_ages_not_stated: { from: 12, to: 17 }
could_be_now: [debt]
never: {}
`;
const sources = 'law: { title: "A law", kind: law, read: 2026-11-22 }\n';
const rule = (id: string, role: string, more = '') => `  - id: ${id}
    version: 1
    path: ${role === 'adult' ? 'advice_no_assessment' : 'helpline_child'}
    order: more
    for: { role: [${role}] }
    when: always
    source: [law]
${more}    examples: { fires: [{ age: 3 }], silent: [{ age: 4 }] }
`;
const good = `about: Two rules.\nrules:\n${rule('talk', 'adult')}${rule('line', 'young_person')}`;

describe('a social worker who edits the rules is told what is wrong, with file and line', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function problemsOf(one: string, files = index): string[] {
    writeFileSync(join(folder, 'index.yml'), files);
    writeFileSync(join(folder, 'sources.yml'), sources);
    writeFileSync(join(folder, 'one.yml'), one);
    const problems: Problem[] = [];
    readRules(folder, new Set(['new_peers', 'debt']), problems);
    return problems.map((problem) => inWords(problem).replace(`${folder}/`, ''));
  }

  it('nothing, when all is right', () => {
    expect(problemsOf(good)).to.deep.equal([]);
  });

  const mistakes: [string, string, string][] = [
    [
      'a signal is misspelt',
      good.replace('when: always', 'when: [{ signals: { any: [new_pears] } }]'),
      '"new_pears" is neither a signal nor a group',
    ],
    ['a word of the format is misspelt', good.replace('order: more', 'order: later'), 'one.yml:6'],
    ['a key is not known', good.replace('version: 1', 'version: 1\n    weight: 3'), 'weight'],
    ['an id is used twice', good.replace('id: line', 'id: talk'), 'the id is used twice'],
    [
      'a source is not listed',
      good.replace('source: [law]', 'source: [lore]'),
      'the source "lore" is not in sources.yml',
    ],
    ['the silent examples are missing', good.replace(', silent: [{ age: 4 }]', ''), 'examples'],
    [
      'a rule replaces itself',
      good.replace('when: always', 'when: always\n    replaces: [advice_no_assessment]'),
      'it would replace itself',
    ],
    [
      'young people of 18 would be left without an answer',
      good.replace('[young_person] }', '[young_person], age: { to: 17, unknown: fits } }'),
      'answers adults and young people of every age',
    ],
    ['a condition says nothing', good.replace('when: always', 'when: [{ }]'), 'says nothing'],
  ];
  for (const [name, text, told] of mistakes) {
    it(name, () => expect(problemsOf(text).join('\n')).to.include(told));
  }

  it('a group names a signal that does not exist', () => {
    expect(problemsOf(good, index.replace('[new_peers, debt]', '[new_peers, dept]')).join('\n')).to.include(
      'unknown signal "dept"',
    );
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Problem } from '../../src/knowledge/problem.ts';
import { readUtterances } from '../../src/knowledge/utterances.ts';

const HEAD = 'id\ttext\tsignals\toptional\tnegated\turgency\tintents\tage\tplace\trole\tvariety';
const GOOD = 'x1\tHan röker\tdrug_use\t\t\tsoon\tdescribe_concern ask_help\t13\t\tparent\tplain';

describe('Messages that teach', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'utterances-'));
    for (const language of ['sv', 'ar', 'so', 'en']) {
      mkdirSync(join(folder, 'language', language, 'utterances'), { recursive: true });
      writeFileSync(join(folder, 'language', language, 'utterances.tsv'), `${HEAD}\n`);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (...rows: string[]): void =>
    writeFileSync(join(folder, 'language', 'sv', 'utterances', 'hand.tsv'), [HEAD, ...rows].join('\n'));
  const read = (): { ids: string[]; problems: string[] } => {
    const problems: Problem[] = [];
    const found = readUtterances(folder, new Set(['drug_use', 'debt']), problems);
    return { ids: found.map(({ id }) => id), problems: problems.map(({ line, message }) => `${line}: ${message}`) };
  };

  it('are read with their labels and the hand that wrote them', () => {
    write(GOOD);
    expect(readUtterances(folder, new Set(['drug_use']), [])).to.deep.equal([
      {
        id: 'x1',
        language: 'sv',
        hand: 'hand',
        text: 'Han röker',
        signals: ['drug_use'],
        optional: [],
        negated: [],
        urgency: 'soon',
        intents: ['describe_concern', 'ask_help'],
      },
    ]);
  });

  it('are left out, with the line told, when a label is unknown, the id stands twice or something is missing', () => {
    const bad = (id: string, from: string, to: string): string => GOOD.replace('x1', id).replace(from, to);
    write(
      GOOD,
      GOOD,
      bad('x2', 'drug_use', 'drugs'),
      bad('x3', 'soon', 'later'),
      bad('x4', 'ask_help', 'ask_me'),
      bad('x5', 'Han röker', ''),
    );
    expect(read()).to.deep.equal({
      ids: ['x1'],
      problems: [
        "3: the id 'x1' is empty or stands twice",
        '4: no such observation: drugs',
        '5: no such urgency: later',
        '6: no such intent: ask_me',
        '7: the text is empty',
      ],
    });
  });
});

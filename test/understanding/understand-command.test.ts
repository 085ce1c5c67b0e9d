import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';

const COMMAND = fileURLToPath(new URL('../../src/commands/understand.ts', import.meta.url));

function run(input: string): { status: number | null; lines: Record<string, unknown>[]; errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND], { input, encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { status, lines: lines.map((line) => JSON.parse(line)), errors: stderr };
}

describe('npm run understand', () => {
  it('answers one line for each line, in order, with exactly the promised fields', () => {
    const { status, lines } = run('{"id":"a","text":"min son skolkar"}\n\n{"id":7,"text":"hello","lang":"en"}\n');
    expect(status).to.equal(0);
    expect(lines.map(({ id }) => id)).to.deep.equal(['a', 7]);
    const fields = [
      'id',
      'lang',
      'intents',
      'signals',
      'suggested',
      'negated',
      'urgency',
      'ask_now',
      'age',
      'place',
      'role',
      'masked',
    ];
    expect(Object.keys(lines[0] ?? {})).to.deep.equal(fields);
    const signals = (lines[0]?.signals ?? []) as object[];
    expect(signals[0]).to.have.all.keys('id', 'evidence', 'start', 'end', 'source');
  });

  it('refuses what it does not know on that line only', () => {
    const { status, lines } = run(
      '{"id":1,"text":"hej","mood":"x"}\nnot json\n{"id":2}\n{"id":3,"text":"hej","lang":"fi"}\n{"id":4,"text":"hej"}\n',
    );
    expect(status).to.equal(0);
    expect(lines).to.have.length(5);
    for (const line of lines.slice(0, 4)) expect(line.error).to.have.all.keys('code', 'message');
    expect(lines[0]?.id).to.equal(1);
    expect(lines[1]?.id).to.equal(null);
    expect(lines[4]?.intents).to.deep.equal(['greeting']);
  });

  it('never repeats the text in an error', () => {
    const { lines } = run(`{"id":1,"text":"hemligt","extra":true}\n`);
    expect(JSON.stringify(lines)).not.to.contain('hemligt');
  });
});

import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { type AdviseLine, createAdviseLine, loadAdvisor } from '../../src/commands/advise.ts';

describe('a program that asks for guidance, a line at a time', () => {
  let advise: AdviseLine;
  before(() => {
    const { advisor, signals } = loadAdvisor('knowledge');
    advise = createAdviseLine(advisor, signals);
  });
  const ask = (query: unknown) => JSON.parse(advise(JSON.stringify(query)));

  it('gets the steps with their grounds, rules and resources, and nothing else', () => {
    const answer = ask({
      id: 'a',
      role: 'parent',
      bound_to_report: null,
      signals: ['older_peers', 'out_late'],
      urgency: 'soon',
      age: 13,
      place: 'Valsta',
      intents: ['describe_concern'],
      lang: 'so',
    });
    expect(Object.keys(answer)).to.deep.equal(['id', 'steps', 'missing']);
    for (const step of answer.steps) {
      expect(Object.keys(step)).to.deep.equal(['path', 'because', 'rule', 'resources']);
      expect(step.rule).to.match(/^[a-z0-9-]+@\d+$/);
    }
    expect(answer.missing).to.deep.equal([]);
  });

  it('may leave out what it does not know', () => {
    const answer = ask({ id: 7 });
    expect(answer.id).to.equal(7);
    expect(answer.steps).not.to.be.empty;
    expect(answer.missing).to.deep.include({ fact: 'role' });
  });

  it('gets an error on the line that is wrong, with its id', () => {
    expect(ask({ id: 'b', colour: 'red' }).error.message).to.include('colour');
    expect(ask({ id: 'c', signals: ['kniv'] })).to.deep.include({ id: 'c' });
    expect(ask({ id: 'c', signals: ['kniv'] }).error.code).to.equal('invalid_input');
    expect(ask({ id: 'd', age: 13.5 }).error.code).to.equal('invalid_input');
    expect(ask({ role: 'parent' })).to.have.nested.property('error.code', 'invalid_input');
    expect(JSON.parse(advise('{'))).to.deep.equal({
      id: null,
      error: { code: 'invalid_json', message: 'not a line of JSON' },
    });
    expect(JSON.parse(advise('[]')).error.code).to.equal('invalid_input');
  });

  it('keeps the order of the lines and ends well whatever was in them', () => {
    const lines = [
      '{"id":1,"urgency":"emergency"}',
      'nonsense',
      '{"id":3,"role":"teacher","signals":["injured"],"place":"Hässelby"}',
    ];
    const run = spawnSync(process.execPath, ['src/commands/advise.ts'], {
      input: `${lines.join('\n')}\n`,
      encoding: 'utf8',
    });
    expect(run.status).to.equal(0);
    const answers = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map((answer) => answer.id)).to.deep.equal([1, null, 3]);
    expect(answers[0].steps[0].path).to.equal('emergency_112');
    expect(answers[2].steps.map((step: { path: string }) => step.path)).to.include('report_mandated');
  });
});

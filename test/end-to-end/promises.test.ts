import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { handsOver, Person } from '../support/direct-line.ts';
import { type Installation, install, type RunningLotsen, start } from '../support/lotsen.ts';

/** Words that occur nowhere else: names, numbers and phrases as people would write them, in all four languages. */
const CANARIES = [
  'Kanariefågelsson',
  'gråblåsippsgatan',
  '0739999999',
  'شحرورالكناري',
  'shimbirkanaari',
  'canarybirdish',
];

describe('What Lotsen promises, against the real server', () => {
  let installation: Installation;
  let lotsen: RunningLotsen;

  beforeEach(async () => {
    installation = await install();
    lotsen = await start(installation);
  });
  afterEach(async () => {
    await lotsen.stop();
    await installation.remove();
  });

  it('a ticket that the person was told is sent survives kill -9, and its code still answers', async () => {
    const { person } = await Person.arrives(lotsen.url, 'so');
    await tapAWorry(person);
    const { lotsen: said } = await handsOver(person);
    await lotsen.kill();
    lotsen = await start(installation);
    const { person: again } = await Person.arrives(lotsen.url, 'so');
    const answer = await again.says(said.receipt ?? '');
    expect(answer.lotsen.keys.some((key) => /^status:state\.(queued|delivered)$/.test(key))).to.equal(true);
  });

  it('no word that a person wrote stands in a log line or in an unencrypted file', async () => {
    const { person } = await Person.arrives(lotsen.url, 'sv');
    for (const word of CANARIES) await person.says(`Min son kommer hem sent och umgås med ${word} varje natt`);
    await person.says('do.human');
    await person.says('human.back');
    const { lotsen: said } = await handsOver(person);
    expect(said.receipt).to.match(/^\d{4} /);
    await lotsen.stop();
    for (const word of CANARIES) expect(lotsen.output().toLowerCase()).to.not.contain(word.toLowerCase());
    const files = filesIn(installation.folder);
    expect(files.length).to.be.greaterThan(3);
    for (const file of files) {
      const content = readFileSync(file);
      for (const word of [...CANARIES, said.receipt ?? '', 'umgås']) {
        expect(content.includes(word), `${word} in ${file}`).to.equal(false);
        expect(file.includes(word)).to.equal(false);
      }
    }
  });

  it("'tirtir' erases the conversation at once, also on disk", async () => {
    const before = filesIn(installation.dataDir).length;
    const { person } = await Person.arrives(lotsen.url, 'so');
    await person.says('Wiilkaygu habeenkii ayuu soo daahaa');
    expect(filesIn(installation.dataDir).length).to.be.greaterThan(before);
    const answer = await person.says('tirtir');
    expect(answer.lotsen.keys[0]).to.equal('forget:done');
    expect(filesIn(installation.dataDir).length).to.equal(before);
  });
});

async function tapAWorry(person: Person): Promise<void> {
  for (const value of ['describe.tap', 'group.movement', 'signal.out_late', 'describe.done']) await person.says(value);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

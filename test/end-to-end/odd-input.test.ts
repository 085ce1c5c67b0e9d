import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { Person } from '../support/direct-line.ts';
import { type Installation, install, type RunningLotsen, start } from '../support/lotsen.ts';

describe('Odd input meets a kind answer and a way on', () => {
  let installation: Installation;
  let lotsen: RunningLotsen;

  before(async () => {
    installation = await install();
    lotsen = await start(installation);
  });
  after(async () => {
    await lotsen.stop();
    await installation.remove();
  });

  const ODD: [string, string, string][] = [
    ['nothing but emoji', '😢😢😢', 'repair:noWords'],
    ['nothing but blanks', '   ', 'repair:noWords'],
    ['ten thousand characters without meaning', 'qwxz '.repeat(2000), 'repair:once'],
    ['markup', '<img src=x onerror=alert(1)>', 'repair:once'],
  ];
  for (const [name, text, key] of ODD) {
    it(`${name}: the person is told so and can go on by tapping`, async () => {
      const { person } = await Person.arrives(lotsen.url, 'so');
      const answer = await person.says(text);
      expect(answer.lotsen.keys).to.include(key);
      expect(answer.lotsen.lang).to.equal('so');
      expect(answer.choices).to.not.be.empty;
    });
  }

  it('ten thousand characters that end in danger are answered with 112 first', async () => {
    const { person } = await Person.arrives(lotsen.url, 'sv');
    const answer = await person.says(
      `${'vi pratade om skolan och om maten '.repeat(290)}. Han har en kniv och är på väg nu`,
    );
    expect(answer.lotsen.emergency).to.equal(true);
    expect(answer.text.slice(0, 60)).to.contain('112');
  });

  it('somebody without a language is asked in all four', async () => {
    const { welcome } = await Person.arrives(lotsen.url);
    for (const word of ['Välj språk', 'Choose', 'luqad', 'لغتكم']) expect(welcome.text).to.contain(word);
    expect(welcome.choices.map(({ value }) => value)).to.have.length(4);
  });
});

describe('A start that cannot work says what is wrong', () => {
  it('a key that does not fit the data', async () => {
    const installation = await install();
    const lotsen = await start(installation);
    await lotsen.stop();
    writeFileSync(join(installation.folder, 'test.key'), Buffer.alloc(32, 9).toString('base64'));
    const failure = await start(installation).then(
      () => 'started',
      (error: Error) => error.message,
    );
    await installation.remove();
    expect(failure).to.match(/key/i).and.to.not.contain('    at ');
  });

  it('a setting that means nothing', async () => {
    const installation = await install({ MODE: 'trial', PORT: 'seven' });
    const failure = await start(installation).then(
      () => 'started',
      (error: Error) => error.message,
    );
    await installation.remove();
    expect(failure).to.contain('MODE').and.to.contain('PORT').and.to.not.contain('    at ');
  });
});

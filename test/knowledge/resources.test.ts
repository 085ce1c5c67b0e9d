import { join } from 'node:path';
import { expect } from 'chai';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { describe, it } from 'mocha';
import { PATHS } from '../../src/core/vocabulary.ts';
import { readKnowledge } from '../../src/knowledge/knowledge.ts';

const knowledge = readKnowledge(join(import.meta.dirname, '../../knowledge'));
const { resources, units } = knowledge;

/** Swedish short numbers of the directory. */
const SHORT = ['112', '11313', '11414', '116000', '116006', '116111', '1177', '90101', '90390'];

describe('Somebody who is shown a way to help', () => {
  it('never dials a number that cannot exist', () => {
    const phones = resources.flatMap(({ id, phones }) => (phones ?? []).map((phone) => ({ id, ...phone })));
    expect(phones).to.have.length(46);
    for (const { id, tel, written } of phones) {
      if (SHORT.includes(tel)) continue;
      const number = parsePhoneNumberFromString(tel);
      expect(number?.country, `${id} ${tel}`).to.equal('SE');
      expect(number?.isPossible(), `${id} ${tel}`).to.equal(true);
      expect(parsePhoneNumberFromString(written, 'SE')?.number, `${id} ${written}`).to.equal(tel);
    }
  });

  it('finds names and facts in the data, and no sentences', () => {
    for (const { id, name, organization, source } of resources) {
      for (const text of [name, organization]) expect(text, id).not.to.match(/[.!?]\s|[.!?]$|\n/);
      expect(source.title.length, id).to.be.greaterThan(3);
      expect(source.read_on, id).to.match(/^2026-11-22$/);
    }
  });

  it('sees that what nobody knows is a gap, and what nobody has confirmed is only read', () => {
    const state = (name: string) => resources.filter((resource) => resource.state === name).map(({ id }) => id);
    expect(state('gap')).to.have.members([
      'ekero-socialjour',
      'jarfalla-socialjour',
      'kinda-socialjour',
      'solna-socialjour',
      'upplands-bro-socialjour',
    ]);
    expect(state('confirmed')).to.deep.equal([]);
    expect(resources).to.have.length(178);
  });

  it('always reaches the national lines', () => {
    const verified = resources
      .filter((resource) => resource.national_verified)
      .flatMap(({ phones }) => phones?.map(({ tel }) => tel) ?? []);
    expect(new Set(verified)).to.deep.equal(
      new Set(['112', '11414', '116000', '116111', '90101', '1177', '+4620505050']),
    );
  });

  it('has a unit in every municipality of the directory, named as on the door', () => {
    const towns = new Set(resources.flatMap(({ municipality }) => municipality ?? []));
    expect(units.map(({ municipality }) => municipality)).to.have.members([...towns]);
    expect(units.find(({ id }) => id === 'sigtuna')?.name).to.equal('Mottagningsenheten, socialtjänsten i Sigtuna');
    expect(units.find(({ id }) => id === 'malmo')?.name).to.equal('Socialtjänsten, Malmö');
  });

  it('is told who may start SSPF as the municipality states it', () => {
    const sspf = (id: string) => units.find((unit) => unit.id === id)?.sspf;
    expect(sspf('sigtuna')?.ages).to.deep.equal({ from: 12, to: 21 });
    expect(sspf('mjolby')?.ages).to.deep.equal({ from: 10, to: 17 });
    expect(sspf('kinda')?.own_consent_from).to.equal(15);
    expect(sspf('kalmar')?.ages).to.equal(null);
    expect(sspf('stockholm')).to.equal(null);
  });

  it('finds some way on along every path', () => {
    for (const path of PATHS) {
      expect(
        resources.some((resource) => resource.paths.includes(path)),
        path,
      ).to.equal(true);
    }
  });
});

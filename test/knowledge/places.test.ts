import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { createPlaceIndex } from '../../src/knowledge/place-index.ts';
import { readPlaces } from '../../src/knowledge/places.ts';
import type { Problem } from '../../src/knowledge/problem.ts';

const problems: Problem[] = [];
const places = readPlaces(join(import.meta.dirname, '../../knowledge/places.tsv'), problems);
const index = createPlaceIndex(places);

describe('Somebody who names where the child lives', () => {
  it('can name any of the 290 municipalities, in Swedish and in Arabic letters', () => {
    expect(problems).to.deep.equal([]);
    const towns = places.filter((place) => place.kind === 'municipality');
    expect(towns).to.have.length(290);
    for (const town of places) {
      expect(index.find(town.sv)?.id, town.sv).to.equal(town.id);
      expect(
        town.names.some((name) => /\p{Script=Arabic}/u.test(name)),
        town.sv,
      ).to.equal(true);
    }
  });

  const said: [string, string | null, string | null][] = [
    ['Valsta', 'Valsta', 'Sigtuna'],
    ['Hässelby', 'Hässelby', 'Stockholm'],
    ['hasselby', 'Hässelby', 'Stockholm'],
    ['Sthlm', 'Stockholm', 'Stockholm'],
    ['Gbg', 'Göteborg', 'Göteborg'],
    ['upplandsbro', 'Upplands-Bro', 'Upplands-Bro'],
    ['Upplands–Bro', 'Upplands-Bro', 'Upplands-Bro'],
    ['Sigtuna kommun', 'Sigtuna', 'Sigtuna'],
    ['Stockholms stad', 'Stockholm', 'Stockholm'],
    ['Södertäljes', 'Södertälje', 'Södertälje'],
    ['BORÅS', 'Borås', 'Borås'],
    ['Gothenburg', 'Göteborg', 'Göteborg'],
    ['Angered', 'Angered', 'Göteborg'],
    ['أنجريد', 'Angered', 'Göteborg'],
    ['رينكبي', 'Rinkeby', 'Stockholm'],
    ['اوبسالا', 'Uppsala', 'Uppsala'],
    ['Rinkebi', 'Rinkeby', 'Stockholm'],
    ['Istokholm', 'Stockholm', 'Stockholm'],
    ['Habo', 'Habo', 'Habo'],
    ['Håbo', 'Håbo', 'Håbo'],
    ['Varberg', 'Varberg', 'Varberg'],
    ['Vårberg', 'Vårberg', 'Stockholm'],
    // Two towns have a district of that name: guessing would send somebody to the wrong one.
    ['Oxhagen', null, null],
    ['Centrum', null, null],
    ['Oxhagen (Örebro)', 'Oxhagen (Örebro)', 'Örebro'],
    ['Ankeborg', null, null],
    ['', null, null],
  ];
  for (const [name, district, municipality] of said) {
    it(`is understood when saying '${name}'`, () => {
      expect([index.find(name)?.sv ?? null, index.find(name)?.municipality ?? null]).to.deep.equal([
        district,
        municipality,
      ]);
    });
  }

  it('is offered both when two towns have the district', () => {
    expect(index.all('Oxhagen').map((place) => place.municipality)).to.have.members(['Örebro', 'Kalmar']);
  });

  it('is read with care where the name is an ordinary word', () => {
    const careful = ['Bro', 'Hjo', 'Mora', 'Ale', 'Eda', 'Lund', 'Trosa', 'Nora', 'Sala', 'Mark', 'Berg', 'Åre'];
    for (const name of careful) expect(index.find(name)?.ordinaryWord, name).to.equal(true);
    expect(index.find('Göteborg')?.ordinaryWord).to.equal(false);
  });
});

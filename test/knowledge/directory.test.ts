import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { PathId } from '../../src/core/vocabulary.ts';
import { PATHS } from '../../src/core/vocabulary.ts';
import { type Audience, createDirectory } from '../../src/knowledge/directory.ts';
import { readKnowledge } from '../../src/knowledge/knowledge.ts';
import type { ResourceDirectory } from '../../src/rules/directory.ts';

const knowledge = readKnowledge(join(import.meta.dirname, '../../knowledge'));
const directory = createDirectory(knowledge);
const find = (path: PathId, place: string | null, age: number | null = null, audience: Audience | null = null) =>
  directory.resourcesFor({ path, place, age, audience });

describe('A parent who looks for help nearby', () => {
  it('in Valsta meets the field workers of Valsta first, then Sigtuna, then the country', () => {
    const found = find('advice_no_assessment', 'Valsta', 13, 'parent');
    expect(found[0]).to.equal('sigtuna-faltande-socialsekreterare');
    expect(found).to.include.members(['sigtuna-oppenvard-direkt', 'sigtuna-mottagningsenheten', 'gangsnacket']);
    expect(found.indexOf('sigtuna-oppenvard-direkt')).to.be.lessThan(found.indexOf('gangsnacket'));
  });

  it('in Valsta is shown what the larger Märsta has, but not the other way round for another district', () => {
    expect(find('leisure', 'Valsta', 13, 'parent').slice(0, 3)).to.deep.equal([
      'sigtuna-brobygget',
      'sigtuna-mobil-fritid',
      'sigtuna-ungdomens-hus',
    ]);
    expect(find('advice_no_assessment', 'Rosersberg')).not.to.include('sigtuna-faltande-socialsekreterare');
  });

  it('who names only the municipality also sees what its districts have, after what serves everybody', () => {
    const found = find('advice_no_assessment', 'Sigtuna');
    expect(found.indexOf('sigtuna-mottagningsenheten')).to.be.lessThan(
      found.indexOf('sigtuna-faltande-socialsekreterare'),
    );
    expect(found).to.include('sigtuna-faltande-socialsekreterare');
  });

  it('finds Hammarkullen by its name in Arabic letters', () => {
    expect(find('leisure', 'هامركولن', 14, 'parent')).to.deep.equal(find('leisure', 'Hammarkullen', 14, 'parent'));
    expect(find('leisure', 'Hammarkullen')[0]).to.equal('goteborg-aktivitetshuset-hammarkullen');
  });

  it('without a place, or with one that nobody knows, is shown national help only', () => {
    for (const path of PATHS) {
      for (const place of [null, 'Ankeborg', 'Oxhagen']) {
        const local = find(path, place).filter((id) => directory.about(id)?.local);
        expect(local, `${path} ${place}`).to.deep.equal([]);
      }
    }
  });

  it('never sees another town', () => {
    for (const path of PATHS) {
      for (const id of find(path, 'Kalmar')) expect([null, 'Kalmar']).to.include(directory.resource(id)?.municipality);
    }
  });

  it('is sent to the reception first, before forms and lines, when worried', () => {
    expect(find('report_private', 'Kungälv', 14, 'parent')[0]).to.equal('kungalv-gemensam-mottagning');
    expect(find('ask_support', 'Mjölby', 14, 'parent')[0]).to.equal('mjolby-social-intake');
  });

  it('is shown the reception when no SSPF coordinator is known there', () => {
    expect(find('sspf', 'Malmö', 14, 'parent')).to.deep.equal(['malmo-socialtjansten']);
    expect(find('sspf', 'Sigtuna', 14, 'parent')).to.deep.equal(['sigtuna-sspf']);
  });

  it('of a child outside the ages is not sent there', () => {
    expect(find('sspf', 'Mjölby', 10, 'parent')).to.include('mjolby-sspf');
    expect(find('sspf', 'Mjölby', 17, 'parent')).to.include('mjolby-sspf');
    expect(find('sspf', 'Mjölby', 9, 'parent')).not.to.include('mjolby-sspf');
    expect(find('sspf', 'Mjölby', 18, 'parent')).not.to.include('mjolby-sspf');
  });

  it('is never offered a gap, a double, a line for another concern, or help in a language of none of ours', () => {
    const all = PATHS.flatMap((path) => ['Ekerö', 'Stockholm', null].flatMap((place) => find(path, place)));
    for (const id of [
      'ekero-socialjour',
      'hjalplinjen-90390',
      'orostelefonen-radikalisering',
      'bris-ukrainska',
      'sos-113-13',
    ]) {
      expect(knowledge.resources.map((resource) => resource.id)).to.include(id);
      expect(all).not.to.include(id);
    }
    expect(all).to.include('hjalplinjen');
  });

  it('is told about programmes that nobody can apply to only as information', () => {
    expect(find('info_only', 'Rinkeby')).to.deep.equal(['stockholm-trefas']);
    expect(find('exit', 'Rinkeby')).not.to.include('stockholm-trefas');
  });
});

describe('A child who looks for help', () => {
  it('is shown the children’s lines, and an adult the adults’ lines', () => {
    expect(find('helpline_child', null, 13, 'young_person')[0]).to.equal('bris-116-111');
    expect(find('helpline_child', null, 13, 'parent')).not.to.include('bris-116-111');
    expect(find('helpline_adult', null, 13, 'parent')).to.include('hjalplinjen');
  });

  it('is too old for Bris at 18, not at 17', () => {
    expect(find('helpline_child', null, 17, 'young_person')).to.include('bris-116-111');
    expect(find('helpline_child', null, 18, 'young_person')).not.to.include('bris-116-111');
  });
});

describe('The rules', () => {
  it('can ask this directory, and know the ages of SSPF', () => {
    const asked: ResourceDirectory = directory;
    expect(asked.findPlace('Hässelby')).to.deep.equal({ name: 'Hässelby', municipality: 'Stockholm' });
    expect(asked.sspf('Sigtuna')).to.deep.equal({ min: 12, max: 21 });
    expect(asked.sspf('Kalmar')).to.deep.equal({ min: 0, max: 120 });
    expect(asked.sspf('Malmö')).to.equal(null);
    expect(asked.municipalities()).to.have.length(18);
    expect(asked.municipalities().at(-1)).to.equal('Östersund');
    expect(asked.about('nobody')).to.equal(null);
  });
});

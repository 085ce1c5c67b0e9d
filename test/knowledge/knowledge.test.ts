import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readKnowledge } from '../../src/knowledge/knowledge.ts';
import { complaints, TINY, tinyWith, withFiles } from './tiny.ts';

const RESOURCE = 'resources/astad.yml';

describe('Somebody who edits the knowledge', () => {
  it('is told nothing when all is well', () => {
    expect(complaints(TINY, readKnowledge)).to.deep.equal([]);
    withFiles(TINY, (dir) =>
      expect(readKnowledge(dir).resources.map(({ municipality }) => municipality)).to.deep.equal(['Åstad']),
    );
  });

  const mistakes: [string, string, string, string, string[]][] = [
    [
      'a misspelt key',
      RESOURCE,
      'audience:',
      'audiense:',
      [
        'resources/astad.yml:4: resources.0.audience: this is missing',
        'resources/astad.yml:9: resources.0.audiense: this key is not known here',
      ],
    ],
    [
      'a doubled key',
      RESOURCE,
      '    kind: leisure\n',
      '    kind: leisure\n    kind: police\n',
      ['resources/astad.yml:8: Map keys must be unique at line 8, column 5:'],
    ],
    [
      'a number that is typed in two ways',
      RESOURCE,
      'written: "112"',
      'written: "114 14"',
      ["resources/astad.yml:10: astad-garden: '112' and '114 14' are not the same number"],
    ],
    [
      'a number with blanks for dialling',
      RESOURCE,
      'tel: "112"',
      'tel: "11 2"',
      [
        "resources/astad.yml:11: resources.0.phones.0.tel: must be '+46…' without spaces, or a short number such as '112'",
      ],
    ],
    [
      'an unknown path',
      RESOURCE,
      'paths: [leisure]',
      'paths: [pleasure]',
      [
        'resources/astad.yml:8: resources.0.paths.0: must be one of emergency_112, police_11414, missing_116000, socialjour, report_private, report_mandated, ask_support, advice_no_assessment, sspf, parent_programme, exit, school_health, leisure, helpline_adult, helpline_child, info_only',
      ],
    ],
    [
      'an unknown kind',
      RESOURCE,
      'kind: leisure',
      'kind: pleasure',
      ["resources/astad.yml:7: astad-garden: the kind 'pleasure' is not known"],
    ],
    [
      'no path at all',
      RESOURCE,
      'paths: [leisure]',
      'paths: []',
      ['resources/astad.yml:8: resources.0.paths: no path leads here'],
    ],
    [
      'a district of nowhere',
      RESOURCE,
      '    audience',
      '    districts: [Söder]\n    audience',
      ["resources/astad.yml:9: astad-garden: the district 'Söder' is not in places.tsv"],
    ],
    [
      'a district of another town',
      RESOURCE,
      '    audience',
      '    districts: [Bstad]\n    audience',
      ["resources/astad.yml:9: astad-garden: 'Bstad' does not lie in Åstad"],
    ],
    [
      'a contact of a gap',
      RESOURCE,
      'state: read',
      'state: gap',
      ['resources/astad.yml:13: resources.0.state: a gap must not have a contact'],
    ],
    [
      'a confirmation by nobody',
      RESOURCE,
      'state: read',
      'state: confirmed',
      [
        "resources/astad.yml:13: resources.0.state: 'confirmed' needs confirmed: {on, by}, and only 'confirmed' may have it",
      ],
    ],
    [
      'a municipal contact marked as a national line',
      RESOURCE,
      'state: read',
      'national_verified: true\n    state: read',
      ['resources/astad.yml:13: astad-garden: only the national lines that are always shown may be marked so'],
    ],
    [
      'a page that is no address',
      RESOURCE,
      '    phones',
      '    url: astad.se\n    phones',
      ['resources/astad.yml:10: resources.0.url: must be the address of a page: https://…'],
    ],
    [
      'an unknown town',
      RESOURCE,
      'municipality: Åstad',
      'municipality: Cstad',
      [
        "resources/astad.yml:2: the municipality 'Cstad' is not in places.tsv",
        "resources/astad.yml:2: units.yml has no unit for 'Cstad'",
      ],
    ],
    [
      'a signal that an emergency does not know',
      'emergencies.yml',
      '[school_absence]',
      '[skool]',
      ["emergencies.yml:3: the signal 'skool' of 'fire' is not known"],
    ],
    [
      'a group that no signal belongs to',
      'signals.yml',
      '  school: School',
      '  school: School\n  home: Home',
      ["signals.yml:4: no signal belongs to the group 'home'"],
    ],
    [
      'a path left out',
      'paths.yml',
      '  leisure: { meaning: "A way." }\n',
      '',
      ["paths.yml:2: the path 'leisure' is missing"],
    ],
    [
      'a place twice',
      'places.tsv',
      'bstad\tmunicipality\tBstad\tBstad',
      'astad\tmunicipality\tÅstad\tÅstad',
      ["places.tsv:5: the id 'astad' stands twice", "places.tsv:5: the sv 'Åstad' stands twice"],
    ],
    [
      'a row with a cell too few',
      'places.tsv',
      'Hult\t\t\t\t\tNorra',
      'Hult\t\t\t\tNorra',
      ['places.tsv:4: this row has 9 cells instead of 10'],
    ],
    [
      'a district in an unknown town',
      'places.tsv',
      'district\tÅstad\tHult',
      'district\tCstad\tHult',
      [
        "places.tsv:4: the municipality 'Cstad' is not in this file",
        "places.tsv:4: part_of: 'Norra' lies in Åstad, not in Cstad",
      ],
    ],
    [
      'a column with a wrong name',
      'places.tsv',
      'part_of',
      'partof',
      ["places.tsv:1: the column 'part_of' is missing", "places.tsv:1: the column 'partof' is not known here"],
    ],
    [
      'a unit in an unknown town',
      'units.yml',
      'municipality: Åstad',
      'municipality: Cstad',
      [
        "units.yml:4: the municipality 'Cstad' is not in places.tsv",
        "resources/astad.yml:2: units.yml has no unit for 'Åstad'",
      ],
    ],
  ];
  for (const [what, file, old, replacement, expected] of mistakes) {
    it(`is told of ${what}, with file and line`, () => {
      expect(complaints(tinyWith(file, old, replacement), readKnowledge)).to.deep.equal(expected);
    });
  }

  it('is told of an id that stands in two files', () => {
    const twice = { ...TINY, 'resources/bstad.yml': (TINY[RESOURCE] ?? '').replace('Åstad\n', 'Bstad\n') };
    const found = complaints(twice, readKnowledge).map((line) => line.replace(/in \S+\/lotsen-\S+?\//, 'in '));
    expect(found).to.include('resources/bstad.yml:4: astad-garden: this id stands already in resources/astad.yml');
  });

  it('is told of a missing file, of a file that is no text, and of a stranger in the folder', () => {
    expect(complaints({ ...TINY, 'kinds.yml': null }, readKnowledge)).to.deep.equal([
      'kinds.yml: this file is missing',
    ]);
    expect(complaints({ ...TINY, 'kinds.yml': 'version: \u0000' }, readKnowledge)).to.deep.equal([
      'kinds.yml: this file cannot be read as UTF-8 text',
    ]);
    expect(complaints({ ...TINY, 'resources/notes.txt': 'x' }, readKnowledge)).to.deep.equal([
      'resources/notes.txt: only .yml files belong in this folder',
    ]);
  });

  it('is told of all mistakes at once', () => {
    const files = { ...tinyWith(RESOURCE, 'kind: leisure', 'kind: pleasure'), 'kinds.yml': 'version: 2\nkinds: {}\n' };
    expect(complaints(files, readKnowledge)).to.deep.equal(['kinds.yml:1: version: must be 1']);
    expect(complaints({ ...files, 'kinds.yml': 'version: 1\nkinds: {}\n' }, readKnowledge)).to.deep.equal([
      'kinds.yml:2: there are no kinds of help',
      "resources/astad.yml:7: astad-garden: the kind 'pleasure' is not known",
    ]);
  });
});

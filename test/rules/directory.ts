import type { Need, ResourceDirectory } from '../../src/rules/directory.ts';

/** A small made-up directory: enough places and kinds of help to try every border of the rules. */
interface Entry {
  id: string;
  kind: string;
  municipality: string | null;
  district?: string;
  paths: string[];
  ages?: [number, number];
  audience: string;
}

const all = 'parent young_person professional';
const entries: Entry[] = [
  {
    id: 'sigtuna-field',
    kind: 'field_workers',
    municipality: 'Sigtuna',
    district: 'Valsta',
    paths: ['advice_no_assessment'],
    audience: all,
  },
  {
    id: 'sigtuna-intake',
    kind: 'social_services_intake',
    municipality: 'Sigtuna',
    paths: ['report_private', 'report_mandated', 'ask_support', 'advice_no_assessment'],
    audience: all,
  },
  {
    id: 'sigtuna-sspf',
    kind: 'sspf_coordinator',
    municipality: 'Sigtuna',
    paths: ['sspf'],
    ages: [12, 21],
    audience: all,
  },
  {
    id: 'jarfalla-parents',
    kind: 'parent_support',
    municipality: 'Järfälla',
    paths: ['advice_no_assessment', 'parent_programme'],
    audience: 'parent',
  },
  {
    id: 'ostersund-drugs',
    kind: 'drug_treatment',
    municipality: 'Östersund',
    paths: ['advice_no_assessment'],
    ages: [13, 21],
    audience: 'parent young_person',
  },
  { id: 'malmo-sluta-skjut', kind: 'police', municipality: 'Malmö', paths: ['info_only'], audience: 'professional' },
  { id: '112', kind: 'emergency', municipality: null, paths: ['emergency_112'], audience: all },
  {
    id: 'bris-116-111',
    kind: 'helpline_child',
    municipality: null,
    paths: ['helpline_child'],
    ages: [0, 17],
    audience: 'young_person',
  },
  { id: 'mind-sjalvmordslinjen', kind: 'helpline_adult', municipality: null, paths: ['helpline_adult'], audience: all },
  { id: 'kvinnofridslinjen', kind: 'women_girls', municipality: null, paths: ['helpline_adult'], audience: all },
  {
    id: 'orostelefonen-radikalisering',
    kind: 'helpline_adult',
    municipality: null,
    paths: ['helpline_adult', 'helpline_child'],
    audience: all,
  },
  { id: 'vard-1177', kind: 'health', municipality: null, paths: ['advice_no_assessment'], audience: all },
];
const sspf: Record<string, { min: number; max: number }> = {
  Sigtuna: { min: 12, max: 21 },
  Mjölby: { min: 10, max: 17 },
  Falköping: { min: 12, max: 18 },
  Munkfors: { min: 6, max: 21 },
};
const municipalities = [
  'Falköping',
  'Göteborg',
  'Järfälla',
  'Kalmar',
  'Malmö',
  'Mjölby',
  'Munkfors',
  'Sigtuna',
  'Östersund',
];
const districts: Record<string, string> = { Valsta: 'Sigtuna' };

export const fixtureDirectory: ResourceDirectory = {
  findPlace(place) {
    const municipality = districts[place] ?? municipalities.find((one) => one === place);
    return municipality ? { name: place, municipality } : null;
  },
  resourcesFor({ path, place, age, audience }: Need) {
    const at = place === null ? null : fixtureDirectory.findPlace(place);
    const fits = (entry: Entry) =>
      entry.paths.includes(path) &&
      (entry.municipality === null || entry.municipality === at?.municipality) &&
      (!entry.district || entry.district === at?.name) &&
      (age === null || !entry.ages || (age >= entry.ages[0] && age <= entry.ages[1])) &&
      (audience === null || entry.audience.includes(audience));
    const nearness = (entry: Entry) => (entry.district ? 0 : entry.municipality ? 1 : 2);
    return entries
      .filter(fits)
      .sort((a, b) => nearness(a) - nearness(b))
      .map(({ id }) => id);
  },
  sspf: (municipality) => sspf[municipality] ?? null,
  municipalities: () => municipalities,
  about(id) {
    const entry = entries.find((one) => one.id === id);
    return entry ? { kind: entry.kind, local: entry.municipality !== null } : null;
  },
};

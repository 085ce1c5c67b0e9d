import { basename } from 'node:path';
import { PATHS } from '../core/vocabulary.ts';
import type { KnowledgeFiles } from './knowledge.ts';
import type { Problem } from './problem.ts';
import type { YamlFile } from './yaml.ts';

/** Numbers that contract section 8 allows to show always. A new one needs a decision, not only an edit. */
const VERIFIED_NUMBERS = ['112', '11414', '116000', '116111', '90101', '1177', '+4620505050'];

/** What one file says about another: unknown, doubled and unused ids. */
export function checkReferences(files: KnowledgeFiles, problems: Problem[]): void {
  checkVocabulary(files, problems);
  checkResources(files, problems);
  checkUnits(files, problems);
}

function sayer(file: YamlFile<unknown>, problems: Problem[]) {
  return (path: PropertyKey[], message: string) => problems.push({ file: file.file, line: file.lineOf(path), message });
}

function checkVocabulary({ signals, paths, emergencies, kinds }: KnowledgeFiles, problems: Problem[]): void {
  const sayOfSignals = sayer(signals, problems);
  const groups = signals.data.groups;
  for (const [id, { group }] of Object.entries(signals.data.signals)) {
    if (!(group in groups)) sayOfSignals(['signals', id, 'group'], `the group '${group}' of '${id}' is not known`);
  }
  for (const group of Object.keys(groups)) {
    const used = Object.values(signals.data.signals).some((signal) => signal.group === group);
    if (!used) sayOfSignals(['groups', group], `no signal belongs to the group '${group}'`);
  }
  const sayOfPaths = sayer(paths, problems);
  for (const id of Object.keys(paths.data.paths)) {
    if (!(PATHS as readonly string[]).includes(id))
      sayOfPaths(['paths', id], `the path '${id}' is not one that the program knows`);
  }
  for (const id of PATHS) if (!(id in paths.data.paths)) sayOfPaths(['paths'], `the path '${id}' is missing`);
  const sayOfEmergencies = sayer(emergencies, problems);
  for (const [id, emergency] of Object.entries(emergencies.data.emergencies)) {
    for (const [at, signal] of emergency.signals.entries()) {
      if (!(signal in signals.data.signals)) {
        sayOfEmergencies(['emergencies', id, 'signals', at], `the signal '${signal}' of '${id}' is not known`);
      }
    }
  }
  const ids = Object.keys(kinds.data.kinds);
  if (ids.length === 0) sayer(kinds, problems)(['kinds'], 'there are no kinds of help');
}

function checkResources({ kinds, places, resources }: KnowledgeFiles, problems: Problem[]): void {
  const byName = new Map(places.map((place) => [place.sv, place]));
  const ids = new Map<string, string>();
  const municipalities = new Set<string>();
  for (const file of resources) {
    const say = sayer(file, problems);
    const { municipality } = file.data;
    if ((municipality === undefined) !== (basename(file.file) === 'national.yml')) {
      say(['version'], "every file but national.yml needs a 'municipality', and national.yml has none");
    }
    if (municipality !== undefined) {
      if (byName.get(municipality)?.kind !== 'municipality') {
        say(['municipality'], `the municipality '${municipality}' is not in places.tsv`);
      }
      if (municipalities.has(municipality)) say(['municipality'], `another file is already about '${municipality}'`);
      municipalities.add(municipality);
    }
    for (const [at, resource] of file.data.resources.entries()) {
      const sayHere = (key: string, message: string) => say(['resources', at, key], `${resource.id}: ${message}`);
      const other = ids.get(resource.id);
      if (other !== undefined) sayHere('id', `this id stands already in ${other}`);
      ids.set(resource.id, file.file);
      if (!(resource.kind in kinds.data.kinds)) sayHere('kind', `the kind '${resource.kind}' is not known`);
      for (const district of resource.districts ?? []) {
        const place = byName.get(district);
        if (!place) sayHere('districts', `the district '${district}' is not in places.tsv`);
        else if (place.municipality !== municipality)
          sayHere('districts', `'${district}' does not lie in ${municipality}`);
      }
      if (
        resource.national_verified &&
        (municipality || !resource.phones?.every(({ tel }) => VERIFIED_NUMBERS.includes(tel)))
      ) {
        sayHere('national_verified', 'only the national lines that are always shown may be marked so');
      }
      for (const phone of resource.phones ?? []) {
        if (!isSameNumber(phone)) sayHere('phones', `'${phone.tel}' and '${phone.written}' are not the same number`);
      }
    }
  }
  for (const file of resources) {
    for (const [at, { id, same_as }] of file.data.resources.entries()) {
      if (same_as !== undefined && (same_as === id || !ids.has(same_as))) {
        sayer(file, problems)(['resources', at, 'same_as'], `${id}: there is no other resource '${same_as}'`);
      }
    }
  }
}

/** A typing mistake in one of the two forms would send a frightened person to a stranger. */
function isSameNumber({ tel, written }: { tel: string; written: string }): boolean {
  const digits = written.replace(/\D/g, '');
  return tel.startsWith('+46') ? tel === `+46${digits.replace(/^0/, '')}` && digits.startsWith('0') : tel === digits;
}

function checkUnits({ units, places, resources }: KnowledgeFiles, problems: Problem[]): void {
  const say = sayer(units, problems);
  const towns = new Set(places.filter((place) => place.kind === 'municipality').map((place) => place.sv));
  const seen = { id: new Set<string>(), municipality: new Set<string>() };
  for (const [at, unit] of units.data.units.entries()) {
    if (!towns.has(unit.municipality))
      say(['units', at, 'municipality'], `the municipality '${unit.municipality}' is not in places.tsv`);
    for (const key of ['id', 'municipality'] as const) {
      if (seen[key].has(unit[key])) say(['units', at, key], `the ${key} '${unit[key]}' stands twice`);
      seen[key].add(unit[key]);
    }
    const ages = unit.sspf?.ages;
    if (ages && ages.from > ages.to) say(['units', at, 'sspf', 'ages'], `${unit.id}: 'from' is higher than 'to'`);
  }
  for (const { data, file, lineOf } of resources) {
    if (data.municipality && !seen.municipality.has(data.municipality)) {
      problems.push({
        file,
        line: lineOf(['municipality']),
        message: `units.yml has no unit for '${data.municipality}'`,
      });
    }
  }
}

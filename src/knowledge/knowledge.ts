import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { PathId } from '../core/vocabulary.ts';
import { createPlaceIndex, type PlaceIndex } from './place-index.ts';
import { type Place, readPlaces } from './places.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import { checkReferences } from './references.ts';
import { type Resource, resourceFileSchema } from './resource-schema.ts';
import { emergenciesSchema, kindsSchema, pathsSchema, signalsSchema, type Unit, unitsSchema } from './schemas.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** What the bot knows, apart from its rules and from how people say things. */
export interface Knowledge {
  signals: z.infer<typeof signalsSchema>;
  paths: z.infer<typeof pathsSchema>['paths'];
  /** In the order in which one is chosen when a message holds several. */
  emergencies: z.infer<typeof emergenciesSchema>['emergencies'];
  kinds: Record<string, { leads: PathId[] }>;
  places: Place[];
  placeIndex: PlaceIndex;
  /** In the order of the files. */
  resources: Resource[];
  units: Unit[];
}

/** Files as they were read: `references.ts` needs their lines. */
export interface KnowledgeFiles {
  signals: YamlFile<z.infer<typeof signalsSchema>>;
  paths: YamlFile<z.infer<typeof pathsSchema>>;
  emergencies: YamlFile<z.infer<typeof emergenciesSchema>>;
  kinds: YamlFile<z.infer<typeof kindsSchema>>;
  units: YamlFile<z.infer<typeof unitsSchema>>;
  resources: YamlFile<z.infer<typeof resourceFileSchema>>[];
  places: Place[];
}

/**
 * Reads a `knowledge/` folder.
 * @throws KnowledgeError with every problem found, each with file and line, in plain words.
 */
export function readKnowledge(dir: string): Knowledge {
  const problems: Problem[] = [];
  const knowledge = tryKnowledge(dir, problems);
  if (problems.length > 0 || knowledge === null) throw new KnowledgeError(problems);
  return knowledge;
}

/** The same for a check that goes on to other files: adds to the problems, null when a file could not be used. */
export function tryKnowledge(dir: string, problems: Problem[]): Knowledge | null {
  const at = (name: string) => join(dir, name);
  const files = {
    signals: readYaml(at('signals.yml'), signalsSchema, problems),
    paths: readYaml(at('paths.yml'), pathsSchema, problems),
    emergencies: readYaml(at('emergencies.yml'), emergenciesSchema, problems),
    kinds: readYaml(at('kinds.yml'), kindsSchema, problems),
    units: readYaml(at('units.yml'), unitsSchema, problems),
    places: readPlaces(at('places.tsv'), problems),
    resources: readResourceFiles(at('resources'), problems),
  };
  const { signals, paths, emergencies, kinds, units, places, resources } = files;
  if (!signals || !paths || !emergencies || !kinds || !units || places.length === 0) return null;
  checkReferences({ signals, paths, emergencies, kinds, units, places, resources }, problems);
  return {
    signals: signals.data,
    paths: paths.data.paths,
    emergencies: emergencies.data.emergencies,
    kinds: kinds.data.kinds,
    places,
    placeIndex: createPlaceIndex(places),
    resources: resources.flatMap(({ data }) =>
      data.resources.map((resource) => ({ ...resource, municipality: data.municipality ?? null })),
    ),
    units: units.data.units,
  };
}

function readResourceFiles(dir: string, problems: Problem[]): KnowledgeFiles['resources'] {
  if (!existsSync(dir)) {
    problems.push({ file: dir, line: null, message: 'this folder is missing' });
    return [];
  }
  return readdirSync(dir)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => {
      const file = join(dir, name);
      if (name.endsWith('.yml')) return readYaml(file, resourceFileSchema, problems) ?? [];
      problems.push({ file, line: null, message: 'only .yml files belong in this folder' });
      return [];
    });
}

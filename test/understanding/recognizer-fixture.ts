import { fileURLToPath } from 'node:url';
import { loadUnderstandingData } from '../../src/knowledge/language.ts';
import type { BuiltRecognizer } from '../../src/understanding/recognizer.ts';
import { createRecognizer } from '../../src/understanding/recognizer.ts';

let built: BuiltRecognizer | null = null;

/** The recognizer over the real knowledge, built once for all tests. */
export function recognizer(): BuiltRecognizer {
  built ??= createRecognizer(loadUnderstandingData(fileURLToPath(new URL('../../knowledge', import.meta.url))));
  return built;
}

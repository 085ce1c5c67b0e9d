import { createDirectory } from '../../src/knowledge/directory.ts';
import { readKnowledge } from '../../src/knowledge/knowledge.ts';
import { createAdvisor } from '../../src/rules/advisor.ts';
import { ruleBook } from './book.ts';

/** The real directory and the real rules: what a person in Kalmar or Valsta would be told. */
export const knowledge = readKnowledge('knowledge');
export const directory = createDirectory(knowledge);
export const advisor = createAdvisor({ book: ruleBook, directory });

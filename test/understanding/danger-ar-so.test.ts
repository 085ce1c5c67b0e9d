import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  DANGER_AMONG_OTHER_WORDS,
  EMERGENCIES_AR_SO,
  EMERGENCIES_AR_SO_MORE,
  HARMLESS_AR_SO,
  HARMLESS_AR_SO_MORE,
} from './danger-tables-ar-so.ts';
import { recognizer } from './recognizer-fixture.ts';

describe('Danger is seen as Arabic and Somali speakers tell of it when afraid', () => {
  for (const [language, texts] of [...Object.entries(EMERGENCIES_AR_SO), ...Object.entries(EMERGENCIES_AR_SO_MORE)]) {
    for (const text of texts) {
      it(`${language}: ${text}`, () => {
        expect(recognizer().danger(text).emergency).not.to.equal(null);
        expect(recognizer().understand(text).urgency).to.equal('emergency');
      });
    }
  }
});

describe('Everyday Arabic and Somali messages alarm nobody', () => {
  for (const [language, texts] of [...Object.entries(HARMLESS_AR_SO), ...Object.entries(HARMLESS_AR_SO_MORE)]) {
    for (const text of texts) {
      it(`${language}: ${text}`, () => expect(recognizer().danger(text).emergency).to.equal(null));
    }
  }
});

describe('Other words in the same breath do not hide danger', () => {
  for (const [language, texts] of Object.entries(DANGER_AMONG_OTHER_WORDS)) {
    for (const text of texts) {
      it(`${language}: ${text}`, () => expect(recognizer().danger(text).emergency).not.to.equal(null));
    }
  }
});

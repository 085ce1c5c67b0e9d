import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { LANGUAGES, type Language, PATHS } from '../../src/core/vocabulary.ts';
import { ruleBook } from './book.ts';

type Tree = { [key: string]: string | Tree };
const read = (lang: Language, subject: string): Tree =>
  JSON.parse(readFileSync(`locales/${lang}/${subject}.json`, 'utf8'));

function texts(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  );
}

const PARTS = ['title', 'what', 'how', 'next', 'honest'];
/** The only numbers that are confirmed for every reader; the renderer supplies them as parameters. */
const NUMBERS = ['n112', 'n11414', 'n116000', 'n116111', 'n90101', 'n1177', 'n020505050'];
const parametersOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

for (const lang of LANGUAGES) {
  describe(`somebody who reads ${lang}`, () => {
    const rules = read(lang, 'rules');
    const paths = read(lang, 'paths');
    const all = [...texts(rules, 'rules:'), ...texts(paths, 'paths:')];

    it('is told for every rule why it fits', () => {
      expect(Object.keys(rules).sort()).to.deep.equal(ruleBook.rules.map((rule) => rule.id).sort());
    });

    it('is told of every path what it is, how it begins, what comes next and what it means', () => {
      for (const path of PATHS) {
        const words = paths[path];
        expect(words, path).to.be.an('object');
        for (const part of PARTS) expect((words as Tree)[part], `${path}.${part}`).to.be.a('string');
      }
      expect(Object.keys(paths).sort()).to.deep.equal([...PATHS].sort());
    });

    it('is addressed as a young person where the young are spoken to', () => {
      const youngPaths = PATHS.filter((path) => typeof (paths[path] as Tree).young === 'object');
      expect(youngPaths).to.include.members([
        'helpline_child',
        'exit',
        'ask_support',
        'advice_no_assessment',
        'emergency_112',
        'police_11414',
        'school_health',
        'sspf',
      ]);
    });

    it('sees no phone number that is not handed in, and the same ones as in Swedish', () => {
      const swedish = new Map([...texts(read('sv', 'rules'), 'rules:'), ...texts(read('sv', 'paths'), 'paths:')]);
      for (const [key, text] of all) {
        expect(NUMBERS, key).to.include.members(parametersOf(text));
        expect(text.replace(/\{\{\w+\}\}/g, ''), key).not.to.match(/\d{3}|\d[\d -]{4,}\d/);
        expect(new Set(parametersOf(text)), key).to.deep.equal(new Set(parametersOf(swedish.get(key) ?? '')));
      }
    });

    it('is never told to wait for consent where the law demands a report', () => {
      const waiting = {
        sv: /vänta på samtycke/,
        en: /wait for (the )?consent/,
        so: /sug oggolaansho/,
        ar: /انتظروا موافقة/,
      }[lang];
      const duty = all.filter(([key]) => key.startsWith('rules:duty') || key.startsWith('paths:report_mandated'));
      expect(duty.length).to.be.greaterThan(8);
      for (const [key, text] of duty) expect(text, key).not.to.match(waiting);
    });

    it('reads short sentences', () => {
      const most = 20;
      for (const [key, text] of all) {
        for (const sentence of text.split(/(?<=[.:؟?])\s+/)) {
          expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).to.be.at.most(most);
        }
      }
    });
  });
}

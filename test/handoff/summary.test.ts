import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { wordText } from '../../src/channels/wording.ts';
import type { Words } from '../../src/core/reply.ts';
import { PATHS, PURPOSES, ROLES, URGENCIES } from '../../src/core/vocabulary.ts';
import { summarise } from '../../src/handoff/summary.ts';
import { CONTACT_WAYS, SCOPES, type TicketContent } from '../../src/handoff/ticket.ts';
import { readKnowledge } from '../../src/knowledge/knowledge.ts';
import { createTexts, tryTexts } from '../../src/knowledge/texts.ts';
import { consent, content } from './example.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const texts = createTexts(tryTexts(join(ROOT, 'locales'), []));
const word = (words: Words, lang: 'sv' | 'en') => wordText(words, lang, 'web', texts.lookUp);
const swedish = (change: Partial<TicketContent> = {}, scopes = [...SCOPES]) =>
  summarise({ content: content(change), consent: consent({ scopes }) }).map(({ text }) => word(text, 'sv'));

describe('The summary that a social secretary reads', () => {
  it('says in Swedish what was described in Somali, from the facts', () => {
    expect(swedish().join('\n')).to.equal(
      [
        'Vill bli kontaktad för råd.',
        'Läget som det beskrivs behöver läsas snart.',
        'Egen iakttagelse: är ute sent på kvällen eller natten.',
        'Har hört av någon annan: umgås med klart äldre ungdomar eller vuxna.',
        'Barnet bor i Sigtuna.',
        'Det gäller platsen Valsta.',
        'Åldern är 13 år.',
        'Förälder eller vårdnadshavare, enligt egen uppgift.',
        'Har skrivit på somaliska.',
        'Önskar tolk.',
        'Vill bli uppringd.',
        'Telefon: +46701740605.',
        'Passar bäst: vardag förmiddag.',
        'Tala bara med personen själv. Om någon annan svarar: säg inte varifrån ni ringer och lämna inget meddelande.',
        `Lotsen har berättat om: ${word({ key: 'paths:ask_support.title' }, 'sv')}.`,
      ].join('\n'),
    );
  });

  it('ties each observation to the words it rests on and never holds or translates free text itself', () => {
    const lines = summarise({ content: content(), consent: consent() });
    expect(lines.filter(({ restsOn }) => restsOn.length > 0)).to.have.length(1);
    expect(lines.find(({ restsOn }) => restsOn.length > 0)?.restsOn).to.deep.equal(['habeenkiina wuu soo daahaa']);
    expect(swedish().join(' ')).to.not.include('habeenkiina');
  });

  it('tells what the person chose to leave out, so that silence is not read as no', () => {
    const said = swedish({ age: null, ownWords: [] }, ['observations', 'place', 'contact']);
    expect(said.at(-1)).to.equal('Personen har valt att inte dela: sina egna ord, åldern.');
  });

  it('shows the fields of a report made at work', () => {
    const said = swedish({
      role: 'teacher',
      boundToReport: true,
      fields: { childName: 'Test Testsson', describerName: 'Lärare L', describerPhone: '08-123' },
    });
    expect(said).to.include('Namn: Test Testsson.');
    expect(said).to.include('Möter barnet i sitt arbete och kan vara anmälningsskyldig.');
    expect(said).to.include('Telefon i arbetet: 08-123.');
  });

  it('has words in Swedish and English for everything that a ticket can hold', () => {
    const signals = Object.keys(readKnowledge(join(ROOT, 'knowledge')).signals.signals);
    const bands: (string | null)[] = ['under_10', '10_11', '12_14', '15_17', '18_20'];
    const all: Partial<TicketContent>[] = [
      ...PURPOSES.map((purpose) => ({ purpose })),
      ...URGENCIES.map((urgency) => ({ urgency })),
      ...[...ROLES, null].map((role) => ({ role })),
      ...bands.map((ageBand) => ({ age: null, ageBand })),
      ...CONTACT_WAYS.map((way) => ({
        contact: { way, phone: null, times: ['morning', 'afternoon', 'any'], othersMayAnswer: true },
      })),
      ...(['sv', 'ar', 'so', 'en'] as const).map((lang) => ({ lang, interpreter: false })),
      {
        observations: signals.map((signal) => ({ signal, words: null, source: 'seen' as const })),
        paths: PATHS.map((path) => ({ path, rule: 'x@1' })),
        fields: {
          childName: 'a',
          childBirthDate: 'b',
          childSchool: 'c',
          describerName: 'd',
          describerWork: 'e',
          describerPhone: 'f',
        },
      },
    ];
    for (const lang of ['sv', 'en'] as const) {
      for (const change of all) {
        for (const { text } of summarise({ content: content(change), consent: consent({ scopes: [] }) })) {
          expect(word(text, lang))
            .to.match(/^\p{Lu}|^\d/u)
            .and.not.match(/\{\{|undefined|ticket:/);
        }
      }
    }
  });

  it('Swedish and English texts name the same things', () => {
    const keys = (lang: string) => {
      const flat = (tree: object, at = ''): string[] =>
        Object.entries(tree).flatMap(([key, value]) =>
          typeof value === 'string' ? [`${at}${key}`] : flat(value as object, `${at}${key}.`),
        );
      return flat(JSON.parse(readFileSync(join(ROOT, 'locales', lang, 'ticket.json'), 'utf8')) as object).sort();
    };
    expect(keys('sv')).to.deep.equal(keys('en'));
  });
});

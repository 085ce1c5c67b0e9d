import { expect } from 'chai';
import { describe, it } from 'mocha';
import { isolate, wordText } from '../../src/channels/wording.ts';
import type { Language } from '../../src/core/vocabulary.ts';

const lookUp = (lang: Language, key: string, params: Record<string, string | number>) =>
  `${lang}|${key}|${Object.entries(params)
    .filter(([name]) => !name.startsWith('n'))
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}`;
const word = (lang: Language, params: Parameters<typeof wordText>[0]['params'], channel: 'web' | 'sms' = 'web') =>
  wordText({ key: 'common:name', params }, lang, channel, lookUp);

describe('Words for a person', () => {
  it('isolates a Swedish number with a hyphen in Arabic, so that it is not shown backwards', () => {
    expect(isolate('0303-23 93 77', 'ltr', 'ar', 'web')).to.equal('\u20660303-23 93 77\u2069');
  });

  it('uses plain direction marks in an Arabic SMS, where old phones draw isolates as boxes', () => {
    expect(isolate('114 14', 'ltr', 'ar', 'sms')).to.equal('\u200e114 14\u200e');
  });

  it('leaves short numbers without spaces alone: 112 reads the same both ways', () => {
    expect(isolate('112', 'ltr', 'ar', 'web')).to.equal('112');
  });

  it('adds no invisible marks to a Swedish text with Swedish values', () => {
    expect(isolate('Mottagningsenheten', 'auto', 'sv', 'web')).to.equal('Mottagningsenheten');
  });

  it('isolates Arabic words quoted to a Swedish reader', () => {
    expect(word('sv', { quote: { quote: 'عنده سكين' } })).to.contain('”\u2068عنده سكين\u2069”');
  });

  it('writes times as Swedish clocks do, in every language, and with Latin digits in Arabic', () => {
    const at = { at: { clock: '2026-11-22T13:30:00.000Z' } };
    for (const lang of ['sv', 'en', 'so', 'ar'] as const) expect(word(lang, at)).to.contain('14:30');
  });

  it('writes a date with the name of the month', () => {
    expect(word('sv', { on: { date: '2026-11-22T13:30:00.000Z' } })).to.contain('22 november 2026');
    expect(word('ar', { on: { date: '2026-11-22T13:30:00.000Z' } })).to.match(/22.*2026/);
  });
});

import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { createTexts, readTexts } from '../../src/knowledge/texts.ts';
import { complaints, withFiles } from './tiny.ts';

const GOOD: Record<string, string> = {
  'sv/talk.json':
    '{ "hello": "Hej {{who}}", "age_one": "{{count}} år", "age_other": "{{count}} år", "asked_by_other": "Av någon annan" }',
  'ar/talk.json':
    '{ "hello": "مرحباً {{who}}", "age_zero": "أقل من سنة", "age_one": "سنة واحدة", "age_two": "سنتان", "age_few": "{{count}} سنوات", "age_many": "{{count}} سنة", "age_other": "{{count}} سنة", "asked_by_other": "من شخص آخر" }',
  'so/talk.json':
    '{ "hello": "Salaan {{who}}", "age_one": "{{count}} sano", "age_other": "{{count}} sano", "asked_by_other": "Qof kale" }',
  'en/talk.json':
    '{ "hello": "Hello {{who}}", "age_one": "{{count}} year", "age_other": "{{count}} years", "asked_by_other": "By somebody else" }',
};
const withText = (file: string, old: string, replacement: string) => {
  if (!GOOD[file]?.includes(old)) throw new Error(`'${old}' is not in ${file}`);
  return { ...GOOD, [file]: GOOD[file].replace(old, replacement) };
};

describe('A translator', () => {
  it('is told nothing when all is well', () => {
    expect(complaints(GOOD, readTexts)).to.deep.equal([]);
  });

  const mistakes: [string, Record<string, string>, string[]][] = [
    [
      'a text that is missing in one language',
      withText('so/talk.json', '"hello": "Salaan {{who}}", ', ''),
      ["so/talk.json: talk:hello: this text is missing in 'so' (it stands in 'sv')"],
    ],
    [
      'a text that only one language has',
      withText('en/talk.json', '"hello"', '"bye": "Bye",\n"hello"'),
      [
        "sv/talk.json: talk:bye: this text is missing in 'sv' (it stands in 'en')",
        "ar/talk.json: talk:bye: this text is missing in 'ar' (it stands in 'en')",
        "so/talk.json: talk:bye: this text is missing in 'so' (it stands in 'en')",
      ],
    ],
    [
      'a parameter with another name',
      withText('en/talk.json', '{{who}}', '{{whom}}'),
      [
        "en/talk.json:1: talk:hello: the parameter '{{whom}}' is unknown: the 'sv' text has none of that name",
        "en/talk.json:1: talk:hello: the parameter '{{who}}' of the 'sv' text is missing in 'en'",
      ],
    ],
    [
      'an Arabic plural form left out',
      withText('ar/talk.json', '"age_few": "{{count}} سنوات", ', ''),
      ["ar/talk.json:1: talk:age: the plural form few missing in 'ar'"],
    ],
    [
      'a plural form that the language does not have',
      withText('so/talk.json', '"age_one"', '"age_few": "{{count}} sano", "age_one"'),
      ["so/talk.json:1: talk:age_few: the language 'so' has no plural form 'few'"],
    ],
    [
      'an empty text',
      withText('en/talk.json', 'By somebody else', ' '),
      [
        'en/talk.json:1: talk:asked_by_other: the text is empty',
        'en/talk.json:1: talk:asked_by_other: the text begins or ends with a blank',
      ],
    ],
    [
      'a parameter that is not closed',
      withText('en/talk.json', 'Hello {{who}}', 'Hello {{who}} {{'),
      ["en/talk.json:1: talk:hello: a parameter is not closed or has a wrong name: '{{name}}'"],
    ],
    [
      'a text that was not translated',
      withText('ar/talk.json', 'من شخص آخر', 'By somebody else'),
      ['ar/talk.json:1: talk:asked_by_other: the Arabic text holds no Arabic'],
    ],
    [
      'a key that stands twice',
      withText('en/talk.json', '"hello"', '"hello": "Hi",\n"hello"'),
      ['en/talk.json:2: Map keys must be unique at line 2, column 1:', 'en/talk.json: this file has no texts yet'],
    ],
    [
      'a list where a text belongs',
      withText('en/talk.json', '"By somebody else"', '["a"]'),
      [
        'en/talk.json:1: asked_by_other: must be a text, or keys with texts',
        'en/talk.json: this file has no texts yet',
      ],
    ],
  ];
  for (const [what, files, expected] of mistakes) {
    it(`is told of ${what}`, () => {
      expect(complaints(files, readTexts)).to.deep.equal(expected);
    });
  }

  it('writes the inbox only in Swedish and English', () => {
    const inbox = { ...GOOD, 'sv/inbox.json': '{ "queue": "Kö" }', 'en/inbox.json': '{ "queue": "Queue" }' };
    expect(complaints(inbox, readTexts)).to.deep.equal([]);
    expect(complaints({ ...inbox, 'so/inbox.json': '{ "queue": "Saf" }' }, readTexts)).to.deep.equal([
      "so/inbox.json:1: inbox:queue: the subject 'inbox' is not written in 'so'",
    ]);
  });
});

describe('Somebody who reads a text', () => {
  const texts = withFiles(GOOD, (dir) => createTexts(readTexts(dir)));

  it('reads it in their own language, with the right plural', () => {
    const ages = [0, 1, 2, 3, 11, 100].map((count) => texts.lookUp('ar', 'talk:age', { count }));
    expect(ages).to.deep.equal(['أقل من سنة', 'سنة واحدة', 'سنتان', '3 سنوات', '11 سنة', '100 سنة']);
    expect(texts.lookUp('en', 'talk:age', { count: 1 })).to.equal('1 year');
    expect(texts.lookUp('so', 'talk:asked_by_other')).to.equal('Qof kale');
  });

  it('never reads another language instead: a missing text is an error', () => {
    const files = { ...GOOD, 'sv/inbox.json': '{ "queue": "Kö" }', 'en/inbox.json': '{ "queue": "Queue" }' };
    const partial = withFiles(files, (dir) => createTexts(readTexts(dir)));
    expect(partial.lookUp('sv', 'inbox:queue')).to.equal('Kö');
    expect(() => partial.lookUp('so', 'inbox:queue')).to.throw("no text 'inbox:queue'");
    expect(() => texts.lookUp('sv', 'talk:nothing')).to.throw("no text 'talk:nothing'");
    expect(() => texts.lookUp('sv', 'talk:hello')).to.throw("'who' is not given");
  });

  it('sees what somebody wrote as it was written, whatever it looks like', () => {
    for (const who of ['<b>Ali</b>', "O'Brien & co", '{{count}}', '$t(talk:age)', '$&']) {
      expect(texts.lookUp('sv', 'talk:hello', { who })).to.equal(`Hej ${who}`);
    }
  });

  it('can be asked whether a text exists', () => {
    expect([texts.has('talk:hello'), texts.has('talk:age'), texts.has('talk:nothing')]).to.deep.equal([
      true,
      true,
      false,
    ]);
  });
});

describe('The texts of the house', () => {
  it('say the same in every language', () => {
    const ROOT = join(import.meta.dirname, '../..');
    expect(() => readTexts(join(ROOT, 'locales'))).not.to.throw();
  });
});

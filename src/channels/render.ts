import type {
  LotsenChannelData,
  Param,
  Part,
  Rendered,
  RenderedBlock,
  RenderedCard,
  Renderer,
  Reply,
  ResourceCard,
  TextKey,
  Words,
} from '../core/reply.ts';
import { type Channel, LANGUAGES, type Language } from '../core/vocabulary.ts';
import { isolate, type LookUp, wordText } from './wording.ts';

/** Channels that have no buttons: their choices are numbered lines of the text. The one place where this is decided. */
const NUMBERED: readonly Channel[] = ['sms', 'terminal'];

/** Turns replies into words. What a channel cannot show (buttons, cards) degrades here, and nowhere else. */
export function createRenderer(lookUp: LookUp): Renderer {
  return {
    render(reply, known, channel) {
      const lang = known ?? 'sv';
      const word = (words: Words, inLang: Language = lang) => wordText(words, inLang, channel, lookUp);
      const inAll = known === null;
      const blocks = reply.parts.map((part) => block(part, inAll, word, lang, channel));
      const choices = reply.choices.map(({ value, title }) => ({ value, title: word(title) }));
      const body = inAll ? textInAll(reply.parts, word, channel) : blocks.map(blockText).join('\n\n');
      const menu = choices.map(({ title }, index) => `${index + 1}. ${title}`).join('\n');
      return {
        lang,
        text: NUMBERED.includes(channel) && menu ? `${body}\n\n${menu}` : body,
        choices,
        blocks,
        lotsen: channelData(reply, lang),
      } satisfies Rendered;
    },
  };
}

type Word = (words: Words, lang?: Language) => string;

function block(part: Part, inAll: boolean, word: Word, lang: Language, channel: Channel): RenderedBlock {
  switch (part.kind) {
    case 'text':
      if (inAll)
        return { kind: 'everyLanguage', texts: LANGUAGES.map((each) => ({ lang: each, text: word(part, each) })) };
      return { kind: 'text', text: word(part) };
    case 'everyLanguage':
      return {
        kind: 'everyLanguage',
        texts: LANGUAGES.map((each) => ({ lang: each, text: word({ key: part.key }, each) })),
      };
    case 'list':
      return { kind: 'list', items: part.items.map((item) => word(item)) };
    case 'preview':
      return {
        kind: 'preview',
        lines: part.lines.map(({ label, value }) => ({ label: word(label), value: word(valueWords(value)) })),
      };
    case 'step':
      return {
        kind: 'step',
        number: part.number,
        title: word(part.title),
        lines: part.lines.map((line) => word(line)),
        cards: part.cards.map((card) => renderCard(card, word, lang, channel)),
        after: part.after.map((line) => word(line)),
      };
  }
}

/** A bare value as a text of its own, so that it is isolated like any other. */
const valueWords = (value: Param): Words =>
  typeof value === 'object' && 'key' in value ? value : { key: 'common:name', params: { name: value } };

function renderCard(card: ResourceCard, word: Word, lang: Language, channel: Channel): RenderedCard {
  return {
    id: card.id,
    name: card.name,
    kind: word(card.kind),
    why: card.why && word(card.why),
    tel: card.tel,
    phone: card.phone && isolate(card.phone, 'ltr', lang, channel),
    url: card.url,
    address: card.address,
    hours: card.hours && word(card.hours),
    state: word(card.state),
  };
}

function textInAll(parts: Part[], word: Word, channel: Channel): string {
  return LANGUAGES.map((lang) =>
    parts
      .map((part) => (part.kind === 'everyLanguage' ? { kind: 'text' as const, key: part.key } : part))
      .map((part) => blockText(block(part, false, (words) => word(words, lang), lang, channel)))
      .join('\n'),
  ).join('\n\n');
}

/** A block as plain text: complete without cards. */
function blockText(rendered: RenderedBlock): string {
  switch (rendered.kind) {
    case 'text':
      return rendered.text;
    case 'everyLanguage':
      return rendered.texts.map(({ text }) => text).join('\n');
    case 'list':
      return rendered.items.map((item) => `• ${item}`).join('\n');
    case 'preview':
      return rendered.lines.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'step':
      return [
        `${rendered.number}. ${rendered.title}`,
        ...rendered.lines,
        ...rendered.cards.map(cardText),
        ...rendered.after,
      ].join('\n');
  }
}

function cardText(card: RenderedCard): string {
  const reach = [card.phone, card.url].filter(Boolean).join(' · ');
  return [`→ ${card.name}${reach ? `: ${reach}` : ''}`, card.hours, card.address, card.state]
    .filter(Boolean)
    .join('\n  ');
}

function channelData(reply: Reply, lang: Language): LotsenChannelData {
  const { dialog, step, paths, rules, resources, emergency, ask, understood, receipt, ended } = reply;
  return {
    v: 1,
    keys: [...new Set(reply.parts.flatMap(keysOf))],
    dialog,
    step,
    lang,
    paths,
    rules,
    resources,
    emergency,
    ask,
    ...(understood ? { understood } : {}),
    ...(receipt ? { receipt } : {}),
    ...(ended ? { ended } : {}),
  };
}

function keysOf(part: Part): TextKey[] {
  switch (part.kind) {
    case 'text':
    case 'everyLanguage':
      return [part.key];
    case 'list':
      return part.items.map(({ key }) => key);
    case 'preview':
      return part.lines.map(({ label }) => label.key);
    case 'step':
      return [part.title, ...part.lines, ...part.after].map(({ key }) => key);
  }
}

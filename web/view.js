// @ts-check
/** Draws messages: blocks where the server laid them out, else the text, each in its own language and direction. */

/** @typedef {Record<string, string>} Texts */

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {string} lang */
export const directionOf = (lang) => (lang === 'ar' ? 'rtl' : 'ltr');

/** @param {string} lang */
const inLanguage = (lang) => ({ lang, dir: directionOf(lang) });

/**
 * What the bot says.
 * @param {import('./connection.js').Activity} activity
 * @param {Texts} texts
 */
export function botMessage(activity, texts) {
  const { lotsen, blocks } = activity.channelData ?? {};
  const message = element('div', { class: 'message', ...inLanguage(lotsen?.lang ?? activity.locale ?? 'sv') });
  message.append(element('span', { class: 'hidden' }, `${texts.lotsen}: `));
  if (lotsen?.emergency) {
    message.classList.add('emergency');
    message.append(
      element('a', { class: 'call danger-call', href: 'tel:112' }, ...withNumber(texts.call ?? '', '112')),
    );
  }
  if (blocks?.length) message.append(...blocks.flatMap((block) => drawBlock(block, texts)));
  else message.append(...paragraphs(activity.text ?? ''));
  return message;
}

/**
 * What the person wrote.
 * @param {string} text
 * @param {Texts} texts
 */
export function personMessage(text, texts) {
  return element(
    'div',
    { class: 'message person', dir: 'auto' },
    element('span', { class: 'hidden' }, `${texts.you}: `),
    text,
  );
}

/**
 * Answers to tap.
 * @param {{ title: string, value: string }[]} actions
 * @param {string} lang
 * @param {Texts} texts
 * @param {(action: { title: string, value: string }) => void} choose
 */
export function choices(actions, lang, texts, choose) {
  const group = element('div', {
    class: 'choices',
    role: 'group',
    'aria-label': texts.choices ?? '',
    ...inLanguage(lang),
  });
  for (const action of actions) {
    const language = /^do\.language_(\w\w)$/.exec(action.value)?.[1];
    const button = element('button', { type: 'button', ...(language ? inLanguage(language) : {}) }, action.title);
    button.addEventListener('click', () => choose(action));
    group.append(button);
  }
  return group;
}

/** @param {string} text */
function paragraphs(text) {
  return text.split(/\n{2,}/).map((part) => element('p', {}, part));
}

/**
 * @param {any} block a `RenderedBlock` of the server
 * @param {Texts} texts
 * @returns {HTMLElement[]}
 */
function drawBlock(block, texts) {
  switch (block.kind) {
    case 'everyLanguage':
      return block.texts.map((/** @type {any} */ { lang, text }) => element('p', inLanguage(lang), text));
    case 'list':
      return [element('ul', {}, ...block.items.map((/** @type {string} */ item) => element('li', {}, item)))];
    case 'step':
      return [step(block, texts)];
    case 'preview':
      return [preview(block, texts)];
    default:
      return paragraphs(block.text ?? '');
  }
}

/** @param {any} block @param {Texts} texts */
function step({ number, title, lines, cards, after }, texts) {
  const heading = element('h2', {}, element('span', { class: 'number' }, String(number)), element('span', {}, title));
  return element(
    'section',
    { class: 'step' },
    heading,
    ...lines.map((/** @type {string} */ line) => element('p', {}, line)),
    ...cards.map((/** @type {any} */ item) => card(item, texts)),
    element(
      'details',
      {},
      element('summary', {}, texts.afterwards ?? ''),
      ...after.map((/** @type {string} */ line) => element('p', {}, line)),
    ),
  );
}

/** @param {any} item a `RenderedCard` of the server @param {Texts} texts */
function card(item, texts) {
  const box = element('div', { class: 'card' }, element('h3', {}, element('bdi', { lang: 'sv' }, item.name)));
  box.append(element('p', { class: 'kind' }, item.kind));
  for (const line of [item.why, item.hours]) if (line) box.append(element('p', {}, line));
  if (item.address) box.append(element('p', {}, element('bdi', { lang: 'sv' }, item.address)));
  const ways = element('div', { class: 'ways' });
  if (item.tel) {
    const label = withNumber(texts.call ?? '', item.phone ?? item.tel);
    ways.append(element('a', { class: 'call', href: `tel:${item.tel}` }, ...label));
  }
  if (item.url && /^https?:/.test(item.url)) {
    const link = { href: item.url, target: '_blank', rel: 'noopener noreferrer' };
    ways.append(element('a', link, `${texts.website}: `, element('bdi', { dir: 'ltr' }, new URL(item.url).hostname)));
  }
  if (ways.childNodes.length > 0) box.append(ways);
  box.append(element('p', { class: 'state' }, item.state));
  return box;
}

/** @param {any} block @param {Texts} texts */
function preview({ lines }, texts) {
  const list = element('dl');
  for (const { label, value } of lines) list.append(element('dt', {}, label), element('dd', { dir: 'auto' }, value));
  return element('section', { class: 'preview' }, element('h2', {}, texts.preview ?? ''), list);
}

/** A number keeps its direction inside any sentence. @param {string} text @param {string} number */
function withNumber(text, number) {
  const [before = '', after = ''] = text.split('{{number}}');
  return [before, element('bdi', { dir: 'ltr' }, number), after];
}

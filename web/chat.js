// @ts-check
import { Connection } from './connection.js';
import { armExit } from './exit.js';
import { chosenLanguage, likelyLanguage, showIn } from './page.js';
import { botMessage, choices, element, personMessage } from './view.js';

const MAX_CHARACTERS = 4000;
const COUNTED_FROM = 3500;
const TYPING_AFTER_MS = 500;

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const log = find('log');
const status = find('status');
const form = /** @type {HTMLFormElement} */ (find('form'));
const input = /** @type {HTMLTextAreaElement} */ (find('message'));

/** @type {Record<string, string>} */
let texts = {};
let lang = chosenLanguage();
/** Ids that are on the page, so that nothing is shown twice after a reconnect. */
const shown = new Set();
/** The titles of values that were offered: a tap sends its value, people read its title. @type {Map<string, string>} */
const titles = new Map();
/** Own messages that wait for their echo. @type {Map<string, HTMLElement>} */
const own = new Map();
/** Those of them from before the page was loaded anew. */
const carried = new Set();
let beginning = false;
let typing = 0;

const connection = new Connection({
  activities: (all) => {
    for (const activity of all) show(activity);
  },
  taken: (item) => unmark(item.id),
  refused: (item, why) => {
    stopTyping();
    mark(item, texts[why] ?? '', why === 'failed');
  },
  online: (is) => {
    if (!is) for (const item of connection.waiting) mark(item, texts.notSent ?? '', false);
    if (!is) say('retrying', true);
    else if (status.dataset.key === 'retrying') say('connected', false);
  },
  restarted: () => shown.clear(),
});

/** @param {string} key @param {boolean} trouble */
function say(key, trouble) {
  stopTyping();
  status.dataset.key = key;
  status.textContent = texts[key] ?? '';
  status.classList.toggle('trouble', trouble);
  if (trouble) status.scrollIntoView({ block: 'nearest' });
}

function stopTyping() {
  clearTimeout(typing);
  status.classList.remove('typing');
  if (status.dataset.key !== 'typing') return;
  status.dataset.key = '';
  status.textContent = '';
}

function startTyping() {
  clearTimeout(typing);
  typing = window.setTimeout(() => {
    say('typing', false);
    status.classList.add('typing');
  }, TYPING_AFTER_MS);
}

/** @param {import('./connection.js').Activity} activity */
function show(activity) {
  if (shown.has(activity.id) || activity.type !== 'message') return;
  shown.add(activity.id);
  if (activity.from.role === 'user') return showOwn(activity);
  stopTyping();
  const { lotsen, blocks } = activity.channelData ?? {};
  if (lotsen && !blocks?.some(({ kind }) => kind === 'everyLanguage')) follow(lotsen.lang);
  removeChoices();
  // What was forgotten does not stay in sight of whoever takes the phone next.
  if (lotsen?.keys?.includes('forget:done')) log.replaceChildren();
  const message = botMessage(activity, texts);
  const actions = activity.suggestedActions?.actions ?? [];
  for (const { title, value } of actions) titles.set(value, title);
  // The languages stand above; they are repeated only where they are all there is to answer.
  const others = actions.filter(({ value }) => !value.startsWith('do.language_'));
  const offered = others.length > 0 ? others : actions;
  log.append(message);
  if (offered.length > 0) log.append(choices(offered, lotsen?.lang ?? lang ?? 'sv', texts, choose));
  reveal(message);
}

/** @param {import('./connection.js').Activity} activity */
function showOwn({ text, channelData }) {
  const id = channelData?.clientActivityID ?? '';
  const mine = own.get(id);
  // What was still unsent when the page was loaded anew stands above the history until it has its place in it.
  if (mine && carried.delete(id)) log.append(mine);
  if (mine) return unmark(id);
  removeChoices();
  if (text) log.append(personMessage(titles.get(text) ?? text, texts));
}

/** A long message is read from its beginning; a short one shows with its choices. @param {HTMLElement} message */
function reveal(message) {
  const last = /** @type {HTMLElement} */ (log.lastElementChild);
  const height = last.getBoundingClientRect().bottom - message.getBoundingClientRect().top;
  if (height > innerHeight * 0.6) message.scrollIntoView({ block: 'start' });
  else last.scrollIntoView({ block: 'end' });
}

function removeChoices() {
  for (const old of log.querySelectorAll('.choices')) {
    if (old.contains(document.activeElement)) log.focus({ preventScroll: true });
    old.remove();
  }
}

/** Keeps the page's labels in the language that the bot now writes. @param {string} next */
function follow(next) {
  if (next === lang) return;
  lang = next;
  relabel(true);
}

/** @param {boolean} chosen */
async function relabel(chosen) {
  const wanted = lang ?? likelyLanguage();
  const found = await showIn(wanted, chosen).catch(() => null);
  if (found && wanted === (lang ?? wanted)) texts = found;
}

/** @param {{ title: string, value: string }} action */
function choose({ title, value }) {
  write(value, title);
}

/** @param {string} text @param {string} [title] */
function write(text, title = text) {
  find('intro').hidden = true;
  removeChoices();
  const item = connection.post(text, title, lang);
  const message = personMessage(title, texts);
  own.set(item.id, message);
  log.append(message);
  message.scrollIntoView({ block: 'end' });
  startTyping();
}

/**
 * @param {import('./connection.js').Waiting} item
 * @param {string} words
 * @param {boolean} again whether the person can send it once more
 */
function mark(item, words, again) {
  const message = own.get(item.id);
  if (!message) return;
  unmark(item.id);
  const note = element('span', { class: 'unsent' }, words);
  if (again) {
    const button = element('button', { type: 'button' }, texts.tryAgain ?? '');
    button.addEventListener('click', () => {
      message.remove();
      write(item.text, item.shown);
    });
    note.append(' ', button);
  }
  message.append(note);
}

/** @param {string} id */
function unmark(id) {
  own.get(id)?.querySelector('.unsent')?.remove();
}

function count() {
  const left = MAX_CHARACTERS - input.value.length;
  const key = left < 0 ? 'tooLong' : 'left';
  const near = input.value.length >= COUNTED_FROM;
  find('counter').textContent = near ? (texts[key] ?? '').replace('{{count}}', String(Math.abs(left))) : '';
  return left >= 0;
}

/** @param {string} next */
async function pick(next) {
  lang = next;
  await relabel(true);
  const name = document.querySelector(`#languages [value=${next}]`)?.textContent ?? next;
  if (connection.begun) return write(`do.language_${next}`, name);
  begin();
}

/** Begins with a welcome, and keeps trying where there is no network. */
async function begin() {
  if (beginning) return;
  beginning = true;
  find('intro').hidden = true;
  startTyping();
  while (!connection.begun) {
    try {
      await connection.start(lang);
    } catch {
      say('retrying', true);
      await connection.pause();
    }
  }
  beginning = false;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text || !count()) return;
  input.value = '';
  count();
  write(text);
  input.focus();
});
input.addEventListener('input', count);
input.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
find('languages').addEventListener('click', ({ target }) => {
  const button = /** @type {Element} */ (target).closest('button');
  if (button) pick(button.value);
});
armExit(/** @type {HTMLAnchorElement} */ (find('exit')));

await relabel(lang !== null);
form.hidden = false;
const waiting = [...connection.waiting];
log.setAttribute('aria-busy', 'true');
const resumed = await connection.resume();
for (const item of waiting) {
  const message = personMessage(item.shown, texts);
  own.set(item.id, message);
  carried.add(item.id);
  log.append(message);
}
log.removeAttribute('aria-busy');
if (!resumed && waiting.length > 0) connection.send();
else if (!resumed && lang) begin();
else if (!resumed) find('intro').hidden = false;

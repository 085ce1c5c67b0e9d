// Keeps an open inbox page fresh, and empties it when the session is over. Holds no words: those come with the page.
const EVERY_MS = 1000;
const AFTER_TROUBLE_MS = 4000;
/** How many failures in a row before the page says that it is not fresh. */
const PATIENCE = 3;

const list = document.getElementById('list');
const stale = document.getElementById('stale');
const title = document.title;
let version = list?.firstElementChild?.dataset.version ?? document.body.dataset.live;
let active = false;
let failures = 0;

for (const event of ['keydown', 'pointerdown', 'wheel', 'touchmove']) {
  addEventListener(
    event,
    () => {
      active = true;
    },
    { passive: true },
  );
}

async function look() {
  const wasActive = active;
  active = false;
  try {
    const response = await fetch(`/inbox/changes?since=${version}${wasActive ? '&active=1' : ''}`, {
      cache: 'no-store',
    });
    if (response.status === 401) return leave();
    if (!response.ok) throw new Error(String(response.status));
    const { changed } = await response.json();
    if (changed && list) await refresh();
    failures = 0;
  } catch {
    active ||= wasActive;
    failures += 1;
  }
  stale.hidden = failures < PATIENCE;
  setTimeout(lookWhenSeen, failures > 0 ? AFTER_TROUBLE_MS : EVERY_MS);
}

/** A page that nobody looks at asks for nothing; it asks at once when somebody does. */
function lookWhenSeen() {
  if (document.visibilityState === 'visible') return look();
  document.addEventListener('visibilitychange', lookWhenSeen, { once: true });
}

/** What a case holds must not stay on a screen that nobody is signed in at. */
function leave() {
  location.replace('/inbox/sign-in');
}

/** Puts the new list in place; what was open stays open, and what had the focus has it again. */
async function refresh() {
  const response = await fetch(list.dataset.from, { cache: 'no-store' });
  if (response.status === 401) return leave();
  if (!response.ok) throw new Error(String(response.status));
  const text = await response.text();
  const open = [...list.querySelectorAll('details[open]')].map(({ id }) => id);
  const focused = list.contains(document.activeElement) ? document.activeElement.id : '';
  const before = list.firstElementChild?.dataset.waiting;
  list.innerHTML = text;
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  const { dataset } = list.firstElementChild;
  version = dataset.version;
  if (dataset.waiting !== before) document.getElementById('news').textContent = dataset.news;
  showCount();
}

/** The number of waiting cases in the tab, for whoever works in another. */
function showCount() {
  const waiting = Number(list?.firstElementChild?.dataset.waiting ?? 0);
  document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
}

showCount();
setTimeout(lookWhenSeen, EVERY_MS);

// @ts-check
/**
 * Speaks Direct Line 3.0 with our server: WebSocket, or polling where that does not get through. What was written
 * waits in order until it has been taken, however long the network is away. All that is kept stays in this tab.
 *
 * @typedef {{ id: string, text: string, shown: string, locale: string | null }} Waiting
 * @typedef {{ conversationId: string, token: string, resume: string }} Credentials
 * @typedef {{ id: string, type: string, text?: string, locale?: string, from: { id: string, role?: string },
 *   suggestedActions?: { actions: { title: string, value: string }[] },
 *   channelData?: { clientActivityID?: string, lotsen?: { lang: string, emergency: boolean, ended?: boolean }, blocks?: any[] } }} Activity
 * @typedef {{ activities(all: Activity[]): void, taken(item: Waiting): void, refused(item: Waiting, why: 'refused' | 'failed'): void,
 *   online(is: boolean): void, restarted(): void }} Listener
 */

const BASE = '/v3/directline';
const KEY = 'lotsen';
const REFRESH_MS = 15 * 60_000;
const POLL_MS = 2000;
const KEEP_ALIVE_MS = 20_000;
const TIMEOUT_MS = 20_000;
const RETRIES_OF_A_BROKEN_BOT = 3;

export class Connection {
  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    /** @type {Credentials | null} */
    this.credentials = kept?.credentials ?? null;
    /** @type {Waiting[]} */
    this.waiting = kept?.waiting ?? [];
    this.watermark = '0';
    this.sending = false;
    this.failures = 0;
    this.socketFailures = 0;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** Goes up with each way of listening, so that an older one notices that it is no longer wanted. */
    this.generation = 0;
    setInterval(() => this.credentials && this.refresh().catch(() => {}), REFRESH_MS);
    addEventListener('online', () => this.wake());
    document.addEventListener('visibilitychange', () => document.hidden || this.wake());
  }

  get begun() {
    return this.credentials !== null;
  }

  /** Takes up the conversation that this tab had. Gives false when there is none any more. */
  async resume() {
    if (!this.credentials) return false;
    try {
      await this.reconnect();
    } catch (error) {
      if (!gone(error)) this.later(() => this.reconnect());
      else {
        this.drop();
        return false;
      }
    }
    this.send();
    return true;
  }

  /**
   * Begins a conversation; a welcome follows.
   * @param {string | null} locale
   */
  async start(locale) {
    const generated = await call('POST', '/tokens/generate', null);
    const opened = await call('POST', '/conversations', generated.token, locale ? { locale } : {});
    this.watermark = '0';
    this.keep(opened);
    this.listen(opened.streamUrl);
  }

  /**
   * Puts a message in line.
   * @param {string} text what is sent
   * @param {string} shown how the person sees it
   * @param {string | null} locale
   */
  post(text, shown, locale) {
    const item = { id: randomId(), text, shown, locale };
    this.waiting.push(item);
    this.save();
    this.send();
    return item;
  }

  /** Sends what waits, one after the other, until it is taken. */
  async send() {
    if (this.sending) return;
    this.sending = true;
    let broken = 0;
    while (this.waiting.length > 0) {
      const item = /** @type {Waiting} */ (this.waiting[0]);
      try {
        await this.deliver(item);
        this.done(item);
        this.listener.taken(item);
        this.reached();
        broken = 0;
      } catch (error) {
        const status = statusOf(error);
        if (status === 502) broken++;
        if ([400, 413].includes(status) || broken >= RETRIES_OF_A_BROKEN_BOT) {
          this.done(item);
          this.listener.refused(item, broken ? 'failed' : 'refused');
          broken = 0;
        } else {
          this.listener.online(false);
          await this.pause();
        }
      }
    }
    this.sending = false;
  }

  /** @param {Waiting} item */
  async deliver(item) {
    const activity = {
      type: 'message',
      from: { id: 'person', role: 'user' },
      text: item.text,
      channelData: { clientActivityID: item.id },
      ...(item.locale ? { locale: item.locale } : {}),
    };
    if (!this.credentials) await this.start(item.locale);
    await this.withToken(async (token, id) => call('POST', `/conversations/${id}/activities`, token, activity)).catch(
      async (error) => {
        if (!gone(error)) throw error;
        // The conversation was forgotten or has run out: what is being said now begins a new one.
        this.drop();
        this.listener.restarted();
        await this.start(item.locale);
        await this.withToken((token, id) => call('POST', `/conversations/${id}/activities`, token, activity));
      },
    );
  }

  /**
   * Does something with a token, and once more with a fresh one when it has expired.
   * @template T
   * @param {(token: string, id: string) => Promise<T>} act
   */
  async withToken(act) {
    const { token, conversationId } = /** @type {Credentials} */ (this.credentials);
    try {
      return await act(token, conversationId);
    } catch (error) {
      if (statusOf(error) !== 403) throw error;
      await this.refresh();
      return act(/** @type {Credentials} */ (this.credentials).token, conversationId);
    }
  }

  async refresh() {
    const credentials = /** @type {Credentials} */ (this.credentials);
    const { token } = await call('POST', '/tokens/refresh', credentials.resume);
    this.keep({ ...credentials, token });
  }

  async reconnect() {
    const opened = await this.withToken((token, id) =>
      call('GET', `/conversations/${id}?watermark=${this.watermark}`, token),
    );
    this.keep(opened);
    this.listen(opened.streamUrl);
  }

  /** @param {string} streamUrl */
  listen(streamUrl) {
    const generation = ++this.generation;
    this.socket?.close();
    if (this.socketFailures >= 2) return void this.poll(generation);
    const url = new URL(streamUrl);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    url.host = location.host;
    const socket = new WebSocket(url);
    this.socket = socket;
    let alive = 0;
    socket.onopen = () => {
      this.socketFailures = 0;
      this.reached();
      alive = window.setInterval(() => socket.readyState === WebSocket.OPEN && socket.send(''), KEEP_ALIVE_MS);
    };
    socket.onmessage = ({ data }) => this.receive(JSON.parse(data));
    socket.onclose = () => {
      clearInterval(alive);
      if (generation !== this.generation) return;
      if (alive === 0) this.socketFailures++;
      this.later(() => this.reconnect());
    };
  }

  /** @param {number} generation */
  async poll(generation) {
    while (generation === this.generation && this.credentials) {
      try {
        this.receive(
          await this.withToken((token, id) =>
            call('GET', `/conversations/${id}/activities?watermark=${this.watermark}`, token),
          ),
        );
        this.reached();
      } catch (error) {
        if (gone(error)) return;
        this.listener.online(false);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** @param {{ activities: Activity[], watermark: string }} set */
  receive({ activities, watermark }) {
    if (watermark) this.watermark = watermark;
    // What stands in the history was taken, even if the answer to its post is still on the way or was lost.
    for (const { channelData } of activities) {
      const taken = this.waiting.find(({ id }) => id === channelData?.clientActivityID);
      if (taken) this.done(taken);
    }
    this.listener.activities(activities);
  }

  /**
   * Tries again, each time a little later, until it works or there is nothing left to come back to.
   * @param {() => Promise<unknown>} act
   */
  async later(act) {
    const generation = ++this.generation;
    this.listener.online(false);
    while (generation === this.generation && this.credentials) {
      await this.pause();
      try {
        if (generation === this.generation) await act();
        return;
      } catch (error) {
        // What is written next begins anew; until then there is nothing to hear.
        if (gone(error)) return void this.listener.online(true);
      }
    }
  }

  /** Waits, up to a quarter of a minute, or until the network or the person comes back. */
  pause() {
    const ms = Math.min(15_000, 500 * 2 ** Math.min(this.failures++, 5));
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), ms);
      this.wakers.add(() => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });
  }

  /** @type {Set<() => void>} */
  wakers = new Set();

  wake() {
    for (const waker of this.wakers) waker();
    this.wakers.clear();
  }

  reached() {
    this.failures = 0;
    this.wakers.clear();
    this.listener.online(true);
  }

  /** @param {Waiting} item */
  done(item) {
    this.waiting = this.waiting.filter((other) => other !== item);
    this.save();
  }

  /** @param {Credentials} opened */
  keep({ conversationId, token, resume }) {
    this.credentials = { conversationId, token, resume };
    this.save();
  }

  drop() {
    this.generation++;
    this.socket?.close();
    this.credentials = null;
    this.save();
  }

  save() {
    const { credentials, waiting } = this;
    sessionStorage.setItem(KEY, JSON.stringify({ credentials, waiting }));
  }
}

class Refusal extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`answered with ${status}`);
    this.status = status;
  }
}

/** @param {unknown} error 0 when there was no answer at all */
const statusOf = (error) => (error instanceof Refusal ? error.status : 0);

/** Whether there is no conversation to come back to: forgotten, run out, or its key lost. @param {unknown} error */
const gone = (error) => [401, 403, 404].includes(statusOf(error));

/**
 * @param {string} method
 * @param {string} path
 * @param {string | null} token
 * @param {object} [body]
 */
async function call(method, path, token, body) {
  const response = await fetch(BASE + path, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Refusal(response.status);
  return response.json();
}

function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

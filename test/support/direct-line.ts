/** A person with a plain HTTP client: enough of Direct Line to hold a conversation, one message after the other. */
export interface BotMessage {
  text: string;
  choices: { title: string; value: string }[];
  lotsen: {
    keys: string[];
    dialog: string;
    step: string;
    lang: string;
    emergency: boolean;
    receipt?: string;
    ended?: boolean;
    resources: string[];
    understood?: { signals: string[]; age: number | null; place: string | null };
  };
}

interface Sent {
  from: { id: string };
  text?: string;
  suggestedActions?: { actions: BotMessage['choices'] };
  channelData: { lotsen: BotMessage['lotsen'] };
}

export class Person {
  readonly #base: string;
  readonly #token: string;
  readonly id: string;
  #watermark = '';

  private constructor(base: string, id: string, token: string) {
    this.#base = base;
    this.id = id;
    this.#token = token;
  }

  /** Opens the chat; gives the person and what the bot said first. */
  static async arrives(url: string, locale?: string): Promise<{ person: Person; welcome: BotMessage }> {
    const base = `${url}/v3/directline`;
    const generated = await post(`${base}/tokens/generate`, {});
    const started = await post(`${base}/conversations`, locale ? { locale } : {}, String(generated.token));
    const person = new Person(base, String(started.conversationId), String(started.token));
    const [welcome] = await person.#news();
    if (!welcome) throw new Error('nobody was welcomed');
    return { person, welcome };
  }

  /** Says something, or taps: gives the bot's answer. */
  async says(text: string): Promise<BotMessage> {
    const body = { type: 'message', from: { id: 'person' }, text };
    await post(`${this.#base}/conversations/${this.id}/activities`, body, this.#token);
    const answers = await this.#news();
    const [answer, ...more] = answers;
    if (!answer || more.length > 0) throw new Error(`one message in, ${answers.length} answers out`);
    return answer;
  }

  async #news(): Promise<BotMessage[]> {
    const response = await fetch(`${this.#base}/conversations/${this.id}/activities?watermark=${this.#watermark}`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    if (!response.ok) throw new Error(`activities: ${response.status}`);
    const set = (await response.json()) as { watermark: string; activities: Sent[] };
    this.#watermark = set.watermark;
    return set.activities
      .filter((activity) => activity.from.id !== 'person')
      .map((activity) => ({
        text: activity.text ?? '',
        choices: activity.suggestedActions?.actions ?? [],
        lotsen: activity.channelData.lotsen,
      }));
  }
}

async function post(url: string, body: unknown, token?: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

/** From the first screen to the receipt by tapping; gives the message with the code. */
export async function handsOver(person: Person, wishes: string[] = []): Promise<BotMessage> {
  const way = [
    ...wishes,
    'consent.yes',
    'contact.receipt',
    'interpreter.yes',
    'purpose.request_support',
    'livesIn.Sigtuna',
    'guidance.handoff',
    'now.no',
    'age.12_14',
    'place.Sigtuna',
    'role.parent',
    'understood.right',
    'describe.done',
    'add.none',
  ];
  let answer = await person.says('do.again');
  for (let turn = 0; turn < 25; turn++) {
    if (answer.lotsen.receipt) return answer;
    const offered = answer.choices.map(({ value }) => value);
    const next = way.find((value) => offered.includes(value));
    if (!next) throw new Error(`stuck at ${answer.lotsen.dialog}.${answer.lotsen.step}: ${offered.join(', ')}`);
    answer = await person.says(next);
  }
  throw new Error('no receipt after 25 turns');
}

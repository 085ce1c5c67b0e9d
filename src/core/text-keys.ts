/**
 * The keys of all texts as types, taken from the Swedish files themselves: a misspelt key does not compile.
 * Where an id of the knowledge stands in a key (an observation, a rule), only its subject is typed; the knowledge check
 * looks such keys up one by one.
 */
interface Texts {
  ask: typeof import('../../locales/sv/ask.json', { with: { type: 'json' }});
  closing: typeof import('../../locales/sv/closing.json', { with: { type: 'json' }});
  common: typeof import('../../locales/sv/common.json', { with: { type: 'json' }});
  consent: typeof import('../../locales/sv/consent.json', { with: { type: 'json' }});
  describe: typeof import('../../locales/sv/describe.json', { with: { type: 'json' }});
  emergency: typeof import('../../locales/sv/emergency.json', { with: { type: 'json' }});
  forget: typeof import('../../locales/sv/forget.json', { with: { type: 'json' }});
  guidance: typeof import('../../locales/sv/guidance.json', { with: { type: 'json' }});
  handoff: typeof import('../../locales/sv/handoff.json', { with: { type: 'json' }});
  human: typeof import('../../locales/sv/human.json', { with: { type: 'json' }});
  inbox: typeof import('../../locales/sv/inbox.json', { with: { type: 'json' }});
  paths: typeof import('../../locales/sv/paths.json', { with: { type: 'json' }});
  questions: typeof import('../../locales/sv/questions.json', { with: { type: 'json' }});
  repair: typeof import('../../locales/sv/repair.json', { with: { type: 'json' }});
  resources: typeof import('../../locales/sv/resources.json', { with: { type: 'json' }});
  rules: typeof import('../../locales/sv/rules.json', { with: { type: 'json' }});
  signals: typeof import('../../locales/sv/signals.json', { with: { type: 'json' }});
  status: typeof import('../../locales/sv/status.json', { with: { type: 'json' }});
  ticket: typeof import('../../locales/sv/ticket.json', { with: { type: 'json' }});
  understood: typeof import('../../locales/sv/understood.json', { with: { type: 'json' }});
  welcome: typeof import('../../locales/sv/welcome.json', { with: { type: 'json' }});
}

type Leaf<T> = T extends string
  ? ''
  : { [K in keyof T & string]: Leaf<T[K]> extends '' ? K : `${K}.${Leaf<T[K]>}` }[keyof T & string];
/** A text with plural forms is looked up without its form. */
type Base<K extends string> = K extends `${infer B}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? B | K : K;

/** Subjects whose keys hold ids of the knowledge. */
type Open = 'signals' | 'rules' | 'paths' | 'resources' | 'ticket' | 'inbox' | 'questions';
/** Keys that end in an id which is only known as text when it is read (a stored ticket, a kind of emergency). */
type ByIdKey =
  | `ask:age.${string}`
  | `consent:label.${string}`
  | `emergency:${string}.${'do' | 'also'}`
  | `handoff:time.${string}`
  | `status:state.${string}`;

export type TextKey =
  | ByIdKey
  | { [S in keyof Texts]: S extends Open ? `${S}:${string}` : `${S}:${Base<Leaf<Texts[S]>>}` }[keyof Texts];

/** Compares what was understood with what a careful reader labelled; the measures are those of the evaluation format. */
import type { Understanding } from '../core/description.ts';
import type { Intent, Language, Urgency } from '../core/vocabulary.ts';

/** A message with what a careful social worker takes from it. */
export interface Labelled {
  id: string;
  lang: Language;
  text: string;
  signals: string[];
  /** Neither right nor wrong when found. */
  optional: string[];
  /** Explicitly denied: wrong when found. */
  negated: string[];
  urgency: Urgency;
  urgency_ok: Urgency[];
  intents: Intent[];
  age: number | null;
  place: string | null;
}

export interface Scored {
  message: Labelled;
  found: Understanding;
  hits: string[];
  missed: string[];
  /** Missed, but asked about. */
  asked: string[];
  wrong: string[];
}

export function score(message: Labelled, found: Understanding): Scored {
  const ids = found.signals.map(({ id }) => id);
  return {
    message,
    found,
    hits: message.signals.filter((id) => ids.includes(id)),
    missed: message.signals.filter((id) => !ids.includes(id)),
    asked: message.signals.filter((id) => !ids.includes(id) && found.suggested.includes(id)),
    wrong: ids.filter(
      (id) => !message.signals.includes(id) && (!message.optional.includes(id) || message.negated.includes(id)),
    ),
  };
}

/** A table of shares in per cent: all languages together, then each apart; then signals and misses. */
export function scorecard(all: readonly Scored[]): string {
  const languages = [...new Set(all.map(({ message }) => message.lang))];
  const rows = [
    [
      '',
      'n',
      'prec',
      'recall',
      'F1',
      'rec+ask',
      'emg rec',
      'emg prec',
      'urgency',
      'lang',
      'intent',
      'age',
      'place',
      'clean',
      'neg',
    ],
    ['all', ...measures(all)],
    ...languages.map((language) => [language, ...measures(all.filter(({ message }) => message.lang === language))]),
  ];
  return [table(rows), '', table(signalRows(all)), '', 'Messages understood worst:', ...worst(all)].join('\n');
}

function measures(scored: readonly Scored[]): string[] {
  const sum = (of: (one: Scored) => number): number => scored.reduce((total, one) => total + of(one), 0);
  const share = (of: (one: Scored) => boolean, among: readonly Scored[]): string =>
    percent(among.filter(of).length, among.length);
  const hits = sum(({ hits: list }) => list.length);
  const wrong = sum(({ wrong: list }) => list.length);
  const missed = sum(({ missed: list }) => list.length);
  const asked = sum(({ asked: list }) => list.length);
  const emergencies = scored.filter(({ message }) => message.urgency === 'emergency');
  const alarms = scored.filter(
    ({ message, found }) =>
      found.urgency === 'emergency' && (message.urgency === 'emergency' || !message.urgency_ok.includes('emergency')),
  );
  const right = ({ message, found }: Scored): boolean => message.urgency === found.urgency;
  return [
    String(scored.length),
    percent(hits, hits + wrong),
    percent(hits, hits + missed),
    percent(2 * hits, 2 * hits + wrong + missed),
    percent(hits + asked, hits + missed),
    share(right, emergencies),
    share(right, alarms),
    share(({ message, found }) => message.urgency_ok.includes(found.urgency), scored),
    share(({ message, found }) => message.lang === found.lang, scored),
    share(({ message, found }) => found.intents.slice(0, 1).some((intent) => message.intents.includes(intent)), scored),
    share(({ message, found }) => message.age === found.age, scored),
    share(({ message, found }) => message.place === found.place, scored),
    share(
      ({ wrong: list }) => list.length === 0,
      scored.filter(({ message }) => message.signals.length === 0),
    ),
    share(
      ({ message, found }) => !found.signals.some(({ id }) => message.negated.includes(id)),
      scored.filter(({ message }) => message.negated.length > 0),
    ),
  ];
}

function signalRows(all: readonly Scored[]): string[][] {
  const count = new Map<string, [number, number, number, number]>();
  const at = (id: string): [number, number, number, number] => {
    const known = count.get(id) ?? [0, 0, 0, 0];
    count.set(id, known);
    return known;
  };
  for (const { hits, missed, asked, wrong } of all) {
    for (const id of hits) at(id)[0]++;
    for (const id of missed) at(id)[1]++;
    for (const id of asked) at(id)[2]++;
    for (const id of wrong) at(id)[3]++;
  }
  const rows = [...count].sort(([a], [b]) => a.localeCompare(b));
  return [
    ['signal', 'found', 'missed', 'asked', 'wrong'],
    ...rows.map(([id, numbers]) => [id, ...numbers.map(String)]),
  ];
}

function worst(all: readonly Scored[]): string[] {
  return all
    .map((one) => ({ one, faults: faultsOf(one) }))
    .filter(({ faults }) => faults.length > 0)
    .sort((a, b) => weigh(b.one) - weigh(a.one))
    .map(
      ({ one, faults }) =>
        `${one.message.id}  ${faults.join('; ')}\n    ${one.message.text.replace(/\s+/g, ' ').slice(0, 220)}`,
    );
}

function weigh({ message, found, missed, asked, wrong }: Scored): number {
  const alarm =
    (message.urgency === 'emergency') !== (found.urgency === 'emergency') &&
    !message.urgency_ok.includes(found.urgency);
  return (alarm ? 10 : 0) + 2 * wrong.length + 2 * missed.length - asked.length;
}

function faultsOf({ message, found, missed, asked, wrong }: Scored): string[] {
  const out: string[] = [];
  const say = (fault: boolean, text: string): void => {
    if (fault) out.push(text);
  };
  say(missed.length > 0, `missed ${missed.map((id) => (asked.includes(id) ? `${id} (asked)` : id)).join(', ')}`);
  say(
    wrong.length > 0,
    `wrong ${found.signals
      .filter(({ id }) => wrong.includes(id))
      .map(({ id, evidence }) => `${id} “${evidence}”`)
      .join(', ')}`,
  );
  say(
    !message.urgency_ok.includes(found.urgency),
    `urgency ${found.urgency}${found.emergency ? ` (${found.emergency})` : ''}, not ${message.urgency}`,
  );
  say(message.lang !== found.lang, `language ${found.lang}`);
  say(
    !message.intents.includes(found.intents[0] ?? 'out_of_scope'),
    `intent ${found.intents[0]}, not ${message.intents[0]}`,
  );
  say(message.age !== found.age, `age ${found.age}, not ${message.age}`);
  say(message.place !== found.place, `place ${found.place}, not ${message.place}`);
  return out;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(0);
}

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

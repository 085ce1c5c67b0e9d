import type { AdviceQuery, Understanding } from './description.ts';
import type { Turn } from './dialog.ts';
import { AGE_BANDS, type Description } from './session.ts';
import { type Intent, moreUrgent, type SignalId } from './vocabulary.ts';

/** Questions that guidance can answer with a path; others are answered where they stand. */
const GUIDING: readonly Intent[] = ['ask_help', 'ask_sspf', 'ask_report', 'ask_exit'];

/**
 * Merges one understood message into the Description. What is said later wins; what is denied is taken out;
 * a fact that the message does not mention stays. Gives whether anything that was mirrored has changed.
 */
export function merge(turn: Turn, heard: Understanding): { changed: boolean; facts: boolean } {
  const { description } = turn.session;
  const before = description.observations.map((observation) => observation.id).join();
  for (const found of heard.signals) {
    const known = description.observations.find((observation) => observation.id === found.id);
    const words = heard.masked === null ? null : found.maskedEvidence;
    if (known) known.words ??= words;
    else description.observations.push({ id: found.id, words, source: found.source });
    description.denied = description.denied.filter((id) => id !== found.id);
  }
  const taken = heard.negated.filter((id) => removeObservation(description, id));
  for (const id of heard.negated) if (!description.denied.includes(id)) description.denied.push(id);
  if (taken.length > 0) description.urgency = turn.context.urgencyOf(signalsOf(description), description.age);
  description.urgency = moreUrgent(description.urgency, heard.urgency);
  const facts = mergeFacts(description, heard);
  for (const intent of heard.intents) {
    if (GUIDING.includes(intent) && !description.intents.includes(intent)) description.intents.push(intent);
  }
  const known = new Set([...signalsOf(description), ...description.denied]);
  // Only when nothing else was understood: to ask a parent who told of late nights whether she also means abuse
  // would put words into her mouth.
  const asking = heard.signals.length === 0 && heard.intents[0] === 'describe_concern' ? heard.suggested : [];
  turn.session.suggested = [...new Set([...turn.session.suggested, ...asking])]
    .filter((id) => !known.has(id))
    .slice(0, 3);
  const after = signalsOf(description).join();
  return { changed: after !== before || (facts && after !== ''), facts };
}

function mergeFacts(description: Description, heard: Understanding): boolean {
  let changed = false;
  if (heard.age !== null && heard.age !== description.age) {
    description.age = heard.age;
    description.ageBand = null;
    changed = true;
  }
  if (heard.place !== null && heard.place !== description.place) {
    description.place = heard.place;
    changed = true;
  }
  if (heard.role !== null && heard.role !== description.role) {
    description.role = heard.role;
    description.boundToReport = null;
    changed = true;
  }
  return changed;
}

/** Takes an observation out; gives whether it was there. */
export function removeObservation(description: Description, id: SignalId): boolean {
  const before = description.observations.length;
  description.observations = description.observations.filter((observation) => observation.id !== id);
  return description.observations.length < before;
}

export function signalsOf(description: Description): SignalId[] {
  return description.observations.map((observation) => observation.id);
}

/** The age that rules may use: the one stated, or the lowest of the band that was tapped. */
export function ageForRules(description: Description): number | null {
  return description.age ?? AGE_BANDS.find((band) => band.id === description.ageBand)?.from ?? null;
}

/** What the rules are asked. */
export function adviceQuery(description: Description): AdviceQuery {
  return {
    role: description.role,
    boundToReport: description.boundToReport,
    signals: signalsOf(description),
    urgency: description.urgency,
    age: ageForRules(description),
    place: description.place,
    intents: description.intents,
  };
}

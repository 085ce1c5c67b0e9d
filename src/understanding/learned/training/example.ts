/** What the model is trained from: messages as they were read, with what it should say of them. */
import type { Intent, SignalId, Urgency } from '../../../core/vocabulary.ts';
import { INTENTS, URGENCIES } from '../../../core/vocabulary.ts';
import type { Feature } from '../features.ts';
import { NOTHING } from '../pairs.ts';
import type { Scene } from '../scene.ts';

/** What a careful reader took from a message. */
export interface Label {
  signals: readonly SignalId[];
  optional: readonly SignalId[];
  negated: readonly SignalId[];
  urgency: Urgency;
  intents: readonly Intent[];
}

/** A whole message of somebody's hand. */
export interface Example {
  id: string;
  hand: string;
  language: string;
  scene: Scene;
  features: readonly Feature[];
  label: Label;
}

/** A few words that an expression is made of: they teach what they stand for, and nothing about whole messages. */
export interface WeakExample {
  features: readonly Feature[];
  /** Labels of the linear model that hold, and those that are left open; all others do not hold. */
  holds: readonly string[];
  open: (label: string) => boolean;
}

export function labelsFor(signals: readonly SignalId[]): string[] {
  return [
    ...signals.map((id) => `signal:${id}`),
    NOTHING,
    ...INTENTS.map((id) => `intent:${id}`),
    ...URGENCIES.map((id) => `urgency:${id}`),
  ];
}

/** 1: holds, 0: does not, null: neither right nor wrong. */
export function truth(label: string, { signals, optional, negated, urgency, intents }: Label): 0 | 1 | null {
  if (label === NOTHING) return signals.length > 0 ? 0 : optional.length > 0 ? null : 1;
  const [kind = '', id = ''] = label.split(':');
  if (kind === 'urgency') return urgency === id ? 1 : 0;
  if (kind === 'intent') return intents[0] === id ? 1 : intents.includes(id as Intent) ? null : 0;
  if (signals.includes(id)) return 1;
  return optional.includes(id) && !negated.includes(id) ? null : 0;
}

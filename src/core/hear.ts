import { arrive, step } from './arrive.ts';
import { fold, isOldButton, matchChoice } from './choices.ts';
import type { Understanding } from './description.ts';
import { type Dialogs, go, type Move, text as say, type Turn, takeResume } from './dialog.ts';
import { merge } from './merge.ts';
import type { Choice, TextKey } from './reply.ts';
import type { Command, Language } from './vocabulary.ts';

type Heard = { move: Move; heard: string | null };

/** Kept in place of an answer that belongs only to the ticket. */
const PRIVATE = '•••';

/**
 * Decides what a text means here: danger first, on the raw and whole text, whatever the dialog waits for;
 * then words that act; then an answer to the question; then what it tells.
 */
export function hear(turn: Turn, text: string, dialogs: Dialogs): Heard {
  const { recognizer } = turn.context;
  const danger = recognizer.danger(text);
  if (danger.emergency) return emergency(turn, text, danger.emergency, dialogs);
  const choices = offered(turn, dialogs);
  const command = commandOf(text, recognizer.command(text));
  const chosen = matchChoice(text, choices, turn.context);
  if (chosen && !(command && command !== chosen.means && !isChoiceTitle(text, chosen))) {
    return { move: choose(turn, chosen, dialogs), heard: text };
  }
  if (command) {
    const move = act(turn, command, dialogs);
    if (move) return { move, heard: text };
  }
  const receipt = receiptIn(text);
  if (receipt) return { move: dialogs.interruptions.status(turn, receipt), heard: PRIVATE };
  if (isOldButton(text)) return { move: { go: turn.session.at, say: [say('repair:oldButton')] }, heard: null };
  const here = step(turn, dialogs);
  if (here.private) return tellPrivately(turn, text, dialogs);
  const understanding = withoutGuesses(text, recognizer.understand(text, turn.session.lang));
  if (understanding.urgency === 'emergency') {
    return emergency(turn, text, understanding.emergency ?? 'other', dialogs, understanding);
  }
  return { move: told(turn, text, understanding, dialogs, danger.askNow), heard: understanding.masked };
}

/** The choices of the question that stands: asked again, without effect, from the session alone. */
function offered(turn: Turn, dialogs: Dialogs): Choice[] {
  const copy: Turn = { session: structuredClone(turn.session), context: turn.context };
  return arrive(copy, { go: copy.session.at }, dialogs).reply?.choices ?? [];
}

function isChoiceTitle(text: string, chosen: Choice): boolean {
  return /\d/.test(text) || text.trim() === chosen.value;
}

function choose(turn: Turn, chosen: Choice, dialogs: Dialogs): Move {
  turn.session.misses = 0;
  const command = commandOf(chosen.value, null);
  const acted = command && act(turn, command, dialogs);
  if (acted) return acted;
  const here = step(turn, dialogs);
  return here.chosen?.(turn, chosen.value) ?? { go: turn.session.at };
}

/** A long text in no language that is known says nothing: a guess about it would be put into somebody's mouth. */
function withoutGuesses(text: string, heard: Understanding): Understanding {
  const known = heard.langSure || wordCount(text) <= 3;
  return known ? heard : { ...heard, suggested: [] };
}

const wordCount = (text: string) => text.trim().split(/\s+/).length;

/** A message that is nothing but a receipt code: 16 digits, in groups or not, in any digits. */
function receiptIn(text: string): string | null {
  const digits = fold(text).replaceAll(' ', '');
  return /^\d{16}$/.test(digits) ? digits : null;
}

/** A tap on `do.<command>` acts wherever it was shown. */
function commandOf(text: string, spoken: Command | null): Command | null {
  const tapped = /^do\.([a-z_]+)$/.exec(text.trim());
  return tapped ? (tapped[1] as Command) : spoken;
}

function act(turn: Turn, command: Command, dialogs: Dialogs): Move | null {
  const { interruptions } = dialogs;
  turn.session.misses = 0;
  switch (command) {
    case 'forget':
      return interruptions.forget(turn, true);
    case 'stop':
      return interruptions.stop(turn);
    case 'start':
      return interruptions.start(turn);
    case 'help':
      return interruptions.help(turn);
    case 'human':
      return interruptions.human(turn);
    case 'status':
      return interruptions.status(turn);
    case 'change':
      return interruptions.change(turn);
    case 'recall':
      return interruptions.recall(turn);
    case 'again':
      return { go: dialogs.all[turn.session.at.dialog]?.again?.[turn.session.at.step] ?? turn.session.at };
    case 'back':
      return { go: backOf(turn, dialogs) };
    case 'language_sv':
    case 'language_ar':
    case 'language_so':
    case 'language_en':
      return chooseLanguage(turn, command.slice('language_'.length) as Language, dialogs);
    default:
      return null;
  }
}

function backOf(turn: Turn, dialogs: Dialogs) {
  const { dialog, step: name } = turn.session.at;
  const back = dialogs.all[dialog]?.back?.[name];
  if (back) return back;
  return (
    takeResume(turn) ??
    (turn.session.description.observations.length > 0 ? go('confirm-understanding', 'mirror') : turn.session.at)
  );
}

function chooseLanguage(turn: Turn, lang: Language, dialogs: Dialogs): Move {
  turn.session.lang = lang;
  turn.session.langChosen = true;
  if (turn.session.at.dialog === 'welcome' && turn.session.at.step === 'language') {
    return { go: takeResume(turn) ?? (turn.session.welcomed ? dialogs.next(turn) : go('welcome', 'begin')) };
  }
  return { go: turn.session.at, say: [say('welcome:languageNow')] };
}

function emergency(turn: Turn, text: string, kind: string, dialogs: Dialogs, known?: Understanding): Heard {
  const understanding = known ?? turn.context.recognizer.understand(text, turn.session.lang);
  useLanguage(turn, text, understanding);
  const isPrivate = step(turn, dialogs).private === true;
  if (!isPrivate) {
    keepMessage(turn, understanding);
    merge(turn, understanding);
  }
  turn.session.description.urgency = 'emergency';
  turn.session.confirmed = false;
  turn.session.misses = 0;
  return { move: { ...dialogs.interruptions.emergency(turn, kind), emergency: true }, heard: understanding.masked };
}

function tellPrivately(turn: Turn, text: string, dialogs: Dialogs): Heard {
  const move = step(turn, dialogs).told?.(turn, text, turn.context.recognizer.understand('', turn.session.lang));
  return { move: move ?? { go: turn.session.at, say: [say('repair:once')] }, heard: PRIVATE };
}

function told(turn: Turn, text: string, heard: Understanding, dialogs: Dialogs, askNow: boolean): Move {
  const { session } = turn;
  useLanguage(turn, text, heard);
  const [main] = heard.intents;
  if (main === 'delete_data') return dialogs.interruptions.forget(turn, false);
  const answered = step(turn, dialogs).told?.(turn, text, heard);
  if (answered) {
    session.misses = 0;
    return answered;
  }
  if (!/[\p{L}\p{N}]/u.test(text)) return missed(turn, dialogs, 'repair:noWords');
  const { changed, facts } = merge(turn, heard);
  if (changed || facts || session.suggested.length > 0) keepMessage(turn, heard);
  if (changed) session.confirmed = false;
  if (askNow || heard.askNow) return dialogs.interruptions.danger(turn);
  const answer = dialogs.interruptions.question(turn, heard.intents) ?? [];
  if (changed || facts || session.suggested.length > 0) {
    session.misses = 0;
    return { go: dialogs.next(turn), say: answer };
  }
  if (main === 'talk_to_human') return dialogs.interruptions.human(turn);
  if (main === 'change_language') return dialogs.interruptions.language(turn);
  if (main === 'stop') return dialogs.interruptions.stop(turn);
  if (answer.length > 0) {
    session.misses = 0;
    return { go: onwards(turn), say: answer };
  }
  return missed(turn, dialogs, 'repair:once');
}

function missed(turn: Turn, dialogs: Dialogs, key: TextKey): Move {
  turn.session.misses += 1;
  if (turn.session.misses >= 2) return dialogs.interruptions.lost(turn);
  return { go: onwards(turn), say: [say(key)] };
}

/** The question that stands; the whole welcome is not said twice. */
function onwards({ session }: Turn) {
  return session.at.dialog === 'welcome' && session.lang ? go('describe', 'story') : session.at;
}

function keepMessage(turn: Turn, heard: Understanding): void {
  if (heard.masked) turn.session.messages.push({ text: heard.masked, lang: heard.lang });
}

/** Explicit choice > confident text > locale (contract section 4). One or two words never change a chosen language. */
function useLanguage(turn: Turn, text: string, heard: Understanding): void {
  if (!heard.lang || heard.lang === turn.session.lang) return;
  const several = wordCount(text) >= 3;
  const meansSomething = heard.intents[0] !== 'out_of_scope' || heard.place !== null || heard.age !== null;
  if (turn.session.lang === null) {
    if (heard.langSure || meansSomething) turn.session.lang = heard.lang;
  } else if (heard.langSure && meansSomething && (several || !turn.session.langChosen)) {
    turn.session.lang = heard.lang;
  }
}

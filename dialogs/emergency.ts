import { choice, type Dialog, go, type Move, type Turn, takeResume, text } from '../src/core/dialog.ts';
import type { Part } from '../src/core/reply.ts';

/**
 * Danger now: 112 before anything else, what to do and what not to do, and then a gentle way back to where the
 * conversation was. 112 is asked for already when somebody only knows that a crime is about to be committed
 * (the police's own wording, law dossier 1.1).
 */
export const emergency: Dialog = {
  name: 'emergency',
  steps: {
    act: {
      ask(turn) {
        return {
          parts: whatToDoNow(turn),
          choices: [
            // No yes-word means this: a bare 'yes' here may mean that somebody is in danger.
            choice('emergency.safe', 'emergency:safeNow'),
            choice('emergency.again', 'emergency:showAgain'),
          ],
          emergency: true,
          paths: ['emergency_112'],
          resources: ['sos-112'],
        };
      },
      chosen(turn, value) {
        if (value === 'emergency.again') return { go: go('emergency', 'act') };
        return afterwards(turn);
      },
    },
  },
};

/** The answer to danger, whatever the conversation was doing. */
export function interruptWithEmergency({ session }: Turn, kind: string): Move {
  session.emergency = kind;
  if (session.at.dialog !== 'emergency') session.resume = session.at;
  return { go: go('emergency', 'act') };
}

/** Not sure that it is danger: 112 stands first, and the question is asked at once. */
export function interruptWithDanger(_turn: Turn): Move {
  return { go: go('ask-missing', 'now'), say: [text('emergency:ifNow')] };
}

function whatToDoNow({ session, context }: Turn): Part[] {
  const kind = session.emergency ?? 'other';
  const known = context.directory.hasText(`emergency:${kind}.do`);
  return [
    text('emergency:call112'),
    text(known ? `emergency:${kind}.do` : 'emergency:other.do'),
    text('emergency:sayTo112'),
    ...(context.directory.hasText(`emergency:${kind}.also`) ? [text(`emergency:${kind}.also`)] : []),
    text('emergency:botCannotCall'),
  ];
}

/** Back to the place that was interrupted; a hand-over that was under way is not lost. */
function afterwards(turn: Turn): Move {
  const { session } = turn;
  session.description.now = false;
  session.description.urgency = 'today';
  const resume = takeResume(turn);
  const handingOver = resume && ['handoff', 'consent'].includes(resume.dialog);
  return { go: handingOver ? resume : go('flow', 'next'), say: [text('emergency:goOn')] };
}

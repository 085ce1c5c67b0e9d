import { choice, go, type Move, type Step, type Turn, text } from '../src/core/dialog.ts';
import { draftOf } from './draft.ts';

/** What a report must hold to be usable (law dossier 1.5); for everybody else each is a free choice. */
export const REPORT_FIELDS = [
  'childName',
  'childBirthDate',
  'childSchool',
  'describerName',
  'describerWork',
  'describerPhone',
] as const;
type Field = (typeof REPORT_FIELDS)[number];

/** The step that asks for one field; the answer goes only into the ticket. */
export function reportField(field: Field): Step {
  const following = REPORT_FIELDS[REPORT_FIELDS.indexOf(field) + 1];
  const onward = (): Move => ({ go: following ? go('handoff', following) : go('handoff', 'interpreter') });
  /** Birth date or school: one of the two finds the child. */
  const optional = (turn: Turn) =>
    field === 'childBirthDate' || (field === 'childSchool' && Boolean(draftOf(turn).fields.childBirthDate));
  return {
    private: true,
    ask: (turn) => ({
      parts: [text(`handoff:field.${field}`)],
      choices: optional(turn) ? [{ ...choice('field.skip', 'ask:skip'), means: 'skip' }] : [],
    }),
    chosen: onward,
    told(turn, said) {
      const value = said.trim().slice(0, 200);
      if (!value) return null;
      draftOf(turn).fields[field] = value;
      if (field === 'describerPhone')
        Object.assign(draftOf(turn), { contactWay: 'phone', phone: value, times: ['any'], othersMayAnswer: null });
      return onward();
    },
  };
}

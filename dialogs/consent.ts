import { choice, type Dialog, go, type Move, type Turn, text, words } from '../src/core/dialog.ts';
import type { Param, Part, Words } from '../src/core/reply.ts';
import type { ConsentRecord, Scope, TicketContent } from '../src/handoff/ticket.ts';
import { draftOf, receiptOf, ticketIdOf } from './draft.ts';
import { demoNotice } from './welcome.ts';

const LEAVABLE: readonly Scope[] = ['own_words', 'observations', 'age', 'place', 'contact'];

/**
 * The exact preview and the yes. What is shown is made from the very content that is sent, so that neither can
 * hold more than the other; the record keeps the hash of the words that were read (invariant 3 of the design).
 */
export const consent: Dialog = {
  name: 'consent',
  back: { preview: go('handoff', 'purpose'), leaveOut: go('consent', 'preview') },
  steps: {
    preview: {
      ask(turn) {
        if (!ready(turn)) return { go: go('handoff', 'livesIn') };
        return {
          parts: [...consentParts(turn), text('consent:question')],
          choices: [
            { ...choice('consent.yes', 'consent:yes'), means: 'yes' },
            choice('consent.leaveOut', 'consent:leaveOut'),
            { ...choice('consent.no', 'consent:no'), means: 'no' },
          ],
        };
      },
      chosen(turn, value) {
        if (value === 'consent.yes') return send(turn);
        if (value === 'consent.leaveOut') return { go: go('consent', 'leaveOut') };
        turn.session.draft = null;
        return { go: go('guidance', 'steps'), say: [text('consent:nothingSent')] };
      },
    },
    leaveOut: {
      ask(turn) {
        const { without } = draftOf(turn);
        return {
          parts: [text('consent:whatToLeaveOut')],
          choices: [
            ...leavable(turn).map((scope) =>
              choice(`scope.${scope}`, without.includes(scope) ? 'consent:putBack' : 'consent:takeOut', {
                what: words(`consent:scope.${scope}`),
              }),
            ),
            choice('scope.done', 'consent:showAgain'),
          ],
        };
      },
      chosen(turn, value) {
        if (value === 'scope.done') return { go: go('consent', 'preview') };
        const scope = value.slice('scope.'.length) as Scope;
        const draft = draftOf(turn);
        draft.without = draft.without.includes(scope)
          ? draft.without.filter((other) => other !== scope)
          : [...draft.without, scope];
        return { go: go('consent', 'leaveOut') };
      },
    },
  },
};

function ready(turn: Turn): boolean {
  const { livesIn, unit, purpose } = draftOf(turn);
  return Boolean(livesIn && unit && purpose);
}

/** A report without observations or without its sender is none: these stay in a mandated report. */
function leavable(turn: Turn): Scope[] {
  const mandated = draftOf(turn).purpose === 'report_mandated';
  return LEAVABLE.filter((scope) => !(mandated && (scope === 'observations' || scope === 'contact')));
}

function send(turn: Turn): Move {
  const { context } = turn;
  const draft = draftOf(turn);
  if (!ready(turn)) return { go: go('handoff', 'livesIn') };
  const content = contentOf(turn);
  const urgent = content.urgency === 'emergency' || content.urgency === 'today';
  const deliverAt = new Date(Date.parse(context.now) + (urgent ? 0 : context.directory.regretMinutes * 60_000));
  const record: ConsentRecord = {
    textVersion: context.directory.consentVersion,
    textHash: context.hash(consentText(turn)),
    lang: content.lang,
    at: context.now,
    purpose: content.purpose,
    unit: draft.unit!,
    scopes: LEAVABLE.filter((scope) => !draft.without.includes(scope)),
  };
  return {
    go: go('handoff', 'sending'),
    effects: [
      {
        type: 'SendTicket',
        id: ticketIdOf(draft.secret, context.hash),
        unit: draft.unit!,
        deliverAt: deliverAt.toISOString(),
        receipt: receiptOf(draft.secret, context.hash).replaceAll(' ', ''),
        content,
        consent: record,
      },
    ],
  };
}

/** What would be sent at this moment: only the parts that the person has left in. */
export function contentOf(turn: Turn): TicketContent {
  const { session } = turn;
  const { description } = session;
  const draft = draftOf(turn);
  const left = (scope: Scope) => !draft.without.includes(scope);
  const words = left('own_words');
  return {
    purpose: draft.purpose!,
    lang: session.lang ?? 'sv',
    interpreter: draft.interpreter ?? false,
    role: description.role,
    boundToReport: description.boundToReport ?? (description.role === 'teacher' ? true : null),
    urgency: description.urgency,
    observations: left('observations')
      ? description.observations.map(({ id, words: quoted, source }) => ({
          signal: id,
          words: words ? quoted : null,
          source,
        }))
      : [],
    ownWords: words ? session.messages : [],
    age: left('age') ? description.age : null,
    ageBand: left('age') ? description.ageBand : null,
    place: left('place') ? description.place : null,
    livesIn: draft.livesIn!,
    contact: left('contact')
      ? {
          way: draft.contactWay ?? 'receipt',
          phone: draft.phone,
          times: draft.times,
          othersMayAnswer: draft.othersMayAnswer,
        }
      : { way: 'receipt', phone: null, times: [], othersMayAnswer: null },
    fields: left('contact') ? draft.fields : {},
    paths: session.advised,
  };
}

/** Everything that the person reads before the yes. */
function consentParts(turn: Turn): Part[] {
  const draft = draftOf(turn);
  const content = contentOf(turn);
  const receiver = turn.context.receivers.find(({ id }) => id === draft.unit);
  return [
    text('consent:intro', { unit: { name: receiver?.name ?? '' } }),
    ...demoNotice(turn),
    { kind: 'preview', lines: previewLines(content) },
    text(`consent:why.${content.purpose}`),
    text(draft.purpose === 'report_mandated' ? 'consent:dutyNoConsent' : 'consent:choice'),
    text('consent:whoReads'),
    text('consent:lawMayRequire'),
    text('consent:howLong', { days: turn.context.directory.keepDays }),
    text('consent:undo', { count: turn.context.directory.regretMinutes }),
  ];
}

/** The text as it was read, for the hash in the consent record. */
export function consentText(turn: Turn): string {
  const lang = turn.session.lang ?? 'sv';
  return consentParts(turn)
    .flatMap((part) => {
      if (part.kind === 'text') return [turn.context.word(part, lang)];
      if (part.kind !== 'preview') return [];
      return part.lines.map(({ label, value }) => turn.context.word(words('consent:line', { label, value }), lang));
    })
    .join('\n');
}

/** One line for each thing that is sent. A test compares this with the ticket: nothing more, nothing less. */
export function previewLines(content: TicketContent): { label: Words; value: Param }[] {
  const line = (label: string, value: Param) => ({ label: words(`consent:label.${label}`), value });
  const { contact, fields } = content;
  return [
    line('purpose', words(`handoff:purposes.${content.purpose}`)),
    line('livesIn', { name: content.livesIn }),
    line('role', words(content.role ? `ask:role.${content.role}` : 'consent:notSaid')),
    ...(content.boundToReport === null
      ? []
      : [line('bound', words(content.boundToReport ? 'common:yes' : 'common:no'))]),
    line('urgency', words(`consent:urgency.${content.urgency}`)),
    ...content.observations.map(({ signal, words: quoted, source }) =>
      line(
        source === 'told' ? 'told' : 'observed',
        quoted
          ? words('understood:item', { signal: words(`signals:${signal}`), quote: { quote: quoted } })
          : words(`signals:${signal}`),
      ),
    ),
    ...content.ownWords.map(({ text: said }) => line('ownWords', { quote: said })),
    ...(content.age === null ? [] : [line('age', content.age)]),
    ...(content.ageBand === null ? [] : [line('age', words(`ask:age.${content.ageBand}`))]),
    ...(content.place === null ? [] : [line('place', { name: content.place })]),
    line('language', words(`common:language.${content.lang}`)),
    line('interpreter', words(content.interpreter ? 'common:yes' : 'common:no')),
    line('contact', words(`handoff:ways.${contact.way}`)),
    ...(contact.phone ? [line('phone', { phone: contact.phone })] : []),
    ...contact.times.map((time) => line('times', words(`handoff:time.${time}`))),
    ...(contact.othersMayAnswer === null
      ? []
      : [line('others', words(contact.othersMayAnswer ? 'common:yes' : 'common:no'))]),
    ...Object.entries(fields).map(([field, value]) => line(`field.${field}`, { name: value })),
    ...(content.paths.length > 0
      ? [line('paths', { list: content.paths.map(({ path }) => words(`paths:${path}.title`)) })]
      : []),
  ];
}

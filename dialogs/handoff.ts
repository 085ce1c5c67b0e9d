import { fold } from '../src/core/choices.ts';
import { choice, type Dialog, go, type Move, type Turn, text } from '../src/core/dialog.ts';
import type { HandoffDraft } from '../src/core/session.ts';
import type { Purpose } from '../src/core/vocabulary.ts';
import { draftOf, isPending, newDraft, receiptOf, takeBack } from './draft.ts';
import { REPORT_FIELDS, reportField } from './report-fields.ts';
import { demoNotice } from './welcome.ts';

const PHONE = /^\+?\d{7,15}$/;

/** From 'I want to hand this over' to the exact preview, and from the yes to the receipt. Nothing leaves on the way. */
export const handoff: Dialog = {
  name: 'handoff',
  back: {
    livesIn: go('guidance', 'steps'),
    otherHome: go('guidance', 'steps'),
    purpose: go('handoff', 'livesIn'),
    interpreter: go('handoff', 'purpose'),
    contact: go('handoff', 'purpose'),
    phone: go('handoff', 'contact'),
    times: go('handoff', 'contact'),
    others: go('handoff', 'times'),
    name: go('handoff', 'contact'),
    childName: go('handoff', 'purpose'),
    childBirthDate: go('handoff', 'childName'),
    childSchool: go('handoff', 'childBirthDate'),
    describerName: go('handoff', 'childSchool'),
    describerWork: go('handoff', 'describerName'),
    describerPhone: go('handoff', 'describerWork'),
  },
  steps: {
    start: {
      ask(turn) {
        if (turn.context.receivers.length === 0)
          return { go: go('guidance', 'steps'), say: [text('handoff:nobodyReceives')] };
        // A second hand-over is a case of its own: the first draft's code belongs to what was sent.
        if (turn.session.sent) turn.session.draft = null;
        turn.session.draft ??= newDraft(turn);
        return { go: go('handoff', 'livesIn'), say: [text('handoff:intro'), ...demoNotice(turn)] };
      },
    },
    livesIn: {
      ask(turn) {
        const likely = likelyHome(turn);
        if (!likely) return { go: go('handoff', 'otherHome') };
        return {
          parts: [text('handoff:livesInLikely', { place: { name: likely } })],
          choices: [
            { ...choice(`livesIn.${likely}`, 'handoff:livesThere', { place: { name: likely } }), means: 'yes' },
            { ...choice('livesIn.other', 'handoff:livesElsewhere'), means: 'no' },
          ],
          ask: 'lives_in',
        };
      },
      chosen: (turn, value) =>
        value === 'livesIn.other' ? { go: go('handoff', 'otherHome') } : setHome(turn, value.slice('livesIn.'.length)),
      told: (turn, _said, { place }) => (place ? setHome(turn, turn.context.directory.municipalityOf(place)) : null),
    },
    otherHome: {
      ask: (turn) => ({
        parts: [text('handoff:livesIn')],
        choices: [
          ...turn.context.receivers.map(({ municipality: name }) =>
            choice(`livesIn.${name}`, 'common:name', { name: { name } }),
          ),
          { ...choice('livesIn.elsewhere', 'handoff:otherMunicipality'), means: 'no' },
        ],
        ask: 'lives_in',
      }),
      chosen: (turn, value) => setHome(turn, value === 'livesIn.elsewhere' ? null : value.slice('livesIn.'.length)),
      told: (turn, _said, { place }) => (place ? setHome(turn, turn.context.directory.municipalityOf(place)) : null),
    },
    purpose: {
      ask: (turn) => ({
        parts: [text('handoff:purpose')],
        choices: purposesFor(turn).map((purpose) => choice(`purpose.${purpose}`, `handoff:purposes.${purpose}`)),
      }),
      chosen(turn, value) {
        draftOf(turn).purpose = value.slice('purpose.'.length) as Purpose;
        return { go: go('handoff', value === 'purpose.report_mandated' ? 'childName' : 'interpreter') };
      },
    },
    ...Object.fromEntries(REPORT_FIELDS.map((field) => [field, reportField(field)])),
    interpreter: {
      ask(turn) {
        if (turn.session.lang === 'sv') {
          draftOf(turn).interpreter = false;
          return { go: afterInterpreter(turn) };
        }
        return {
          parts: [text('handoff:interpreter')],
          choices: [
            { ...choice('interpreter.yes', 'common:yes'), means: 'yes' },
            { ...choice('interpreter.no', 'common:no'), means: 'no' },
          ],
        };
      },
      chosen(turn, value) {
        draftOf(turn).interpreter = value === 'interpreter.yes';
        return { go: afterInterpreter(turn) };
      },
    },
    contact: {
      ask: (turn) => ({
        parts: [text('handoff:contact'), text('handoff:contactSafe')],
        choices: [
          choice('contact.phone', 'handoff:ways.phone'),
          choice('contact.sms', 'handoff:ways.sms'),
          ...(mayStaySilent(turn) ? [choice('contact.receipt', 'handoff:ways.receipt')] : []),
        ],
      }),
      chosen(turn, value) {
        const draft = draftOf(turn);
        draft.contactWay = value.slice('contact.'.length) as HandoffDraft['contactWay'];
        if (draft.contactWay !== 'receipt') return { go: go('handoff', 'phone') };
        Object.assign(draft, { phone: null, times: [], othersMayAnswer: null });
        return { go: go('consent', 'preview') };
      },
    },
    phone: {
      private: true,
      ask: (turn) => ({
        parts: [text('handoff:phone')],
        choices: mayStaySilent(turn)
          ? [choice('phone.receipt', 'handoff:ways.receipt')]
          : [choice('phone.back', 'handoff:otherWish')],
      }),
      chosen(turn, value) {
        if (value === 'phone.back') return { go: go('handoff', 'purpose') };
        Object.assign(draftOf(turn), { contactWay: 'receipt', phone: null });
        return { go: go('consent', 'preview') };
      },
      told(turn, said) {
        const digits = phoneIn(said);
        if (!digits) return { go: go('handoff', 'phone'), say: [text('handoff:notAPhone')] };
        draftOf(turn).phone = digits;
        return { go: go('handoff', 'times') };
      },
    },
    times: {
      ask: () => ({
        parts: [text('handoff:times')],
        choices: (['morning', 'afternoon', 'any'] as const).map((time) =>
          choice(`time.${time}`, `handoff:time.${time}`),
        ),
      }),
      chosen(turn, value) {
        draftOf(turn).times = [value.slice('time.'.length)];
        return { go: go('handoff', 'others') };
      },
    },
    others: {
      ask: () => ({
        parts: [text('handoff:others')],
        choices: [
          { ...choice('others.yes', 'handoff:othersYes'), means: 'yes' },
          { ...choice('others.no', 'handoff:othersNo'), means: 'no' },
        ],
      }),
      chosen(turn, value) {
        draftOf(turn).othersMayAnswer = value === 'others.yes';
        return { go: draftOf(turn).purpose === 'report_private' ? go('consent', 'preview') : go('handoff', 'name') };
      },
    },
    /** A name is offered, never demanded: the call is easier with one, and works without. */
    name: {
      private: true,
      ask: () => ({
        parts: [text('handoff:name')],
        choices: [{ ...choice('name.skip', 'handoff:noName'), means: 'skip' }],
      }),
      chosen: () => ({ go: go('consent', 'preview') }),
      told(turn, said) {
        draftOf(turn).fields.describerName = said.trim().slice(0, 200);
        return { go: go('consent', 'preview') };
      },
    },
    /** Waits for the ticket to be kept: the receipt is only shown for what would survive a power cut. */
    sending: {
      ask: () => ({ go: go('consent', 'preview') }),
      outcome(turn, outcome) {
        if (outcome.type !== 'SendTicket') return { go: go('consent', 'preview') };
        if (!outcome.ok) {
          return {
            go: go('guidance', 'steps'),
            say: [text(outcome.why === 'not_saved' ? 'handoff:notSaved' : 'handoff:nobodyReceives')],
          };
        }
        turn.session.sent = { ticket: outcome.id, deliverAt: outcome.deliverAt };
        turn.session.memo.delivered = outcome.delivered;
        return { go: go('handoff', 'receipt') };
      },
    },
    receipt: {
      ask(turn) {
        const { session, context } = turn;
        const { sent, draft, memo } = session;
        if (!sent || !draft) return { go: go('flow', 'next') };
        const code = receiptOf(draft.secret, context.hash);
        const receiver = context.receivers.find(({ id }) => id === draft.unit);
        return {
          parts: [
            text(memo.delivered ? 'handoff:sent' : 'handoff:queued', {
              unit: { name: receiver?.name ?? '' },
              at: { clock: sent.deliverAt },
            }),
            ...demoNotice(turn),
            text('handoff:receipt', { code: { code } }),
            text('handoff:saveIt'),
            text(
              draft.contactWay === 'receipt' ? 'handoff:next.byReceipt' : `handoff:next.${draft.purpose ?? 'call_me'}`,
            ),
            text('handoff:ifWorse'),
          ],
          choices: [
            { ...choice('receipt.saved', 'handoff:saved'), means: 'yes' },
            ...(isPending(turn)
              ? [choice('receipt.now', 'handoff:sendNow'), choice('receipt.recall', 'handoff:recall')]
              : []),
          ],
          receipt: code,
        };
      },
      chosen(turn, value) {
        const { sent } = turn.session;
        if (value === 'receipt.saved' || !sent) return { go: go('handoff', 'saved') };
        const type = value === 'receipt.now' ? 'DeliverTicket' : 'RecallTicket';
        return { go: go('handoff', 'receipt'), effects: [{ type, id: sent.ticket }] };
      },
      outcome: (turn, outcome) => afterReceipt(turn, outcome),
    },
    saved: {
      ask: (turn) => ({
        parts: [text('handoff:thanks')],
        choices: [
          choice('do.status', 'status:title'),
          ...(isPending(turn) ? [choice('saved.recall', 'handoff:recall')] : []),
          choice('saved.guidance', 'handoff:backToGuidance'),
          choice('do.stop', 'guidance:enough'),
          choice('do.forget', 'forget:title'),
        ],
      }),
      chosen(turn, value) {
        const { sent } = turn.session;
        if (value !== 'saved.recall' || !sent) return { go: go('guidance', 'steps') };
        return { go: go('handoff', 'saved'), effects: [{ type: 'RecallTicket', id: sent.ticket }] };
      },
      outcome: (turn, outcome) => afterReceipt(turn, outcome),
    },
  },
};

/** 'Take it back', said anywhere while it still can be. */
export function interruptWithRecall(turn: Turn): Move | null {
  return takeBack(turn, go('handoff', 'saved'));
}

function afterReceipt(turn: Turn, outcome: { type: string; ok?: boolean }): Move {
  const { session } = turn;
  if (outcome.type === 'DeliverTicket') {
    session.memo.delivered = true;
    return {
      go: go('handoff', 'receipt'),
      say: [text(outcome.ok ? 'handoff:deliveredNow' : 'handoff:alreadyDelivered')],
    };
  }
  if (!outcome.ok) {
    session.memo.delivered = true;
    return { go: go('handoff', 'saved'), say: [text('handoff:tooLateToRecall')] };
  }
  Object.assign(session, { sent: null, draft: null });
  return { go: go('guidance', 'steps'), say: [text('handoff:recalled')] };
}

/** The municipality of the place that was spoken of, where somebody there receives cases. It is asked, never taken for granted. */
function likelyHome({ session, context }: Turn): string | null {
  const { place } = session.description;
  const municipality = place && context.directory.municipalityOf(place);
  return context.receivers.find((one) => one.municipality === municipality)?.municipality ?? null;
}

/** Only where the child lives chooses the unit (contract section 6). */
function setHome(turn: Turn, municipality: string | null): Move {
  const receiver = turn.context.receivers.find((one) => one.municipality === municipality);
  if (!receiver) return { go: go('guidance', 'next'), say: [text('handoff:notThere')] };
  Object.assign(draftOf(turn), { livesIn: receiver.municipality, unit: receiver.id });
  return { go: go('handoff', 'purpose') };
}

/** A guardian asks for support; whoever is bound reports in their own name; a report by others is a choice (law dossier 1.4, 1.5, 1.7). */
function purposesFor({ session }: Turn): Purpose[] {
  const { role, boundToReport } = session.description;
  if (boundToReport ?? role === 'teacher') return ['report_mandated', 'call_me', 'sspf_info'];
  if (role === 'parent') return ['call_me', 'request_support', 'sspf_info'];
  if (role === 'young_person') return ['call_me', 'request_support'];
  return ['call_me', 'report_private', 'sspf_info'];
}

/** Whoever asks to be told something must be reachable; a wish for support or a report can stand without. */
const mayStaySilent = (turn: Turn) => ['request_support', 'report_private'].includes(draftOf(turn).purpose ?? '');

/** A report names its sender already; everybody else chooses how to be reached. */
function afterInterpreter(turn: Turn) {
  return draftOf(turn).purpose === 'report_mandated' ? go('consent', 'preview') : go('handoff', 'contact');
}

function phoneIn(said: string): string | null {
  const plus = said.trim().startsWith('+') ? '+' : '';
  const digits = plus + fold(said).replace(/\D/g, '');
  return PHONE.test(digits) ? digits : null;
}

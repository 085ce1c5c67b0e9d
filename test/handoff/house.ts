import { createDesk, type Desk } from '../../src/handoff/desk.ts';
import type { StaffMember } from '../../src/handoff/staff.ts';
import type { Unit } from '../../src/handoff/ticket.ts';
import { unitStore } from '../../src/handoff/units.ts';
import type { Store } from '../../src/storage/store.ts';
import { open, tempFolder } from '../storage/place.ts';
import { auditInMemory, clock, member } from './example.ts';

export const UNITS: Unit[] = [
  { id: 'sigtuna', municipality: 'Sigtuna', name: 'Mottagningen i Sigtuna', demo: false },
  { id: 'solna', municipality: 'Solna', name: 'Mottagningen i Solna', demo: false },
];

/** A desk on a real store in a folder of its own, with staff in Sigtuna and nobody in Solna. */
export interface DeskHouse {
  desk: Desk;
  store: Store;
  time: ReturnType<typeof clock>;
  audit: ReturnType<typeof auditInMemory>;
  reports: string[];
  changes: string[];
  staff: StaffMember[];
  end(): Promise<void>;
}

export async function deskHouse(): Promise<DeskHouse> {
  const folder = tempFolder();
  const time = clock();
  const store = await open(folder.dir, undefined, time.now);
  const audit = auditInMemory();
  const reports: string[] = [];
  const changes: string[] = [];
  const staff = [member()];
  const desk = createDesk({
    tickets: store.tickets,
    units: unitStore(UNITS, { ...store.staff, all: async () => staff }),
    audit,
    now: time.now,
    receiptKey: store.receiptKey,
    report: (code) => reports.push(code),
    changed: ({ state }) => changes.push(state),
  });
  return {
    desk,
    store,
    time,
    audit,
    reports,
    changes,
    staff,
    async end() {
      await store.close();
      folder.remove();
    },
  };
}

import { type StaffStore, worksFor } from './staff.ts';
import type { UnitStore } from './store.ts';
import type { Unit } from './ticket.ts';

/** The units of the knowledge, and behind which of them somebody stands. */
export function unitStore(units: Unit[], staff: StaffStore): UnitStore {
  return {
    units: async () => units,
    async staffed() {
      const members = await staff.all();
      return units.filter((unit) => members.some((member) => worksFor(member, unit)));
    },
  };
}

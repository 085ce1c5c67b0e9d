import type { Office } from './office.ts';
import type { Reader } from './reader.ts';

/** Names of staff and units for the pages. */
export interface Names {
  /** A colleague's name; also of one who has left. */
  staff(id: string): string;
  unit(id: string): string;
}

export async function namesOf({ staff, units }: Office, { t }: Reader): Promise<Names> {
  const members = new Map((await staff.all()).map(({ id, name }) => [id, name]));
  const known = new Map((await units.units()).map(({ id, name }) => [id, name]));
  return {
    staff: (id) => members.get(id) ?? t('inbox:someone'),
    unit: (id) => known.get(id) ?? id,
  };
}

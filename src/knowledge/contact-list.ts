import type { Knowledge } from './knowledge.ts';
import type { Resource } from './resource-schema.ts';

export const CONTACT_COLUMNS = [
  'unit',
  'id',
  'name',
  'organization',
  'kind',
  'phone',
  'url',
  'email',
  'address',
  'hours',
  'state',
  'read_on',
  'stated_on',
  'source',
  'confirmed_on',
  'confirmed_by',
] as const;

/** What a municipality is asked to confirm, a row each: it fills in the last two columns and corrects the others. */
export function contactList(knowledge: Knowledge, municipality: string | null): string[][] {
  return knowledge.units
    .filter((unit) => municipality === null || unit.municipality === municipality)
    .flatMap((unit) =>
      knowledge.resources
        .filter((resource) => resource.municipality === unit.municipality)
        .map((resource) => [unit.id, ...contactRow(resource)]),
    );
}

function contactRow(resource: Resource): string[] {
  const { id, name, organization, kind, url, email, location, state, source, confirmed } = resource;
  const phones = (resource.phones ?? []).map((phone) => phone.written).join(', ');
  const address = location?.address ?? location?.postal_address;
  const cells = [id, name, organization, kind, phones, url, email, address, hoursCell(resource), state];
  return [...cells, source.read_on, source.stated_on, source.url ?? source.title, confirmed?.on, confirmed?.by].map(
    (cell) => cell ?? '',
  );
}

function hoursCell({ always, schedule, hours }: Resource): string {
  if (always) return 'always';
  return (
    (schedule ?? []).map(({ days, opens, closes }) => `${days.join(',')} ${opens}-${closes}`).join('; ') ||
    (hours ?? '')
  );
}

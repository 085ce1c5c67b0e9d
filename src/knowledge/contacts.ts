import type { ResourceCard, Words } from '../core/reply.ts';
import { hoursOf } from './hours.ts';
import type { Resource } from './resource-schema.ts';

/** Which contacts may be shown: `CONTACTS` of contract section 2. */
export type ContactPolicy = 'confirmed' | 'all';

export interface CardOptions {
  policy: ContactPolicy;
  /** Why it fits what was described. */
  why: Words | null;
}

/**
 * A resource as contract section 8 allows to show it, or null when it must not be shown. An e-mail address is never
 * shown: it is no place for facts about a child.
 */
export function toCard(resource: Resource, { policy, why }: CardOptions): ResourceCard | null {
  if (resource.state === 'gap') return null;
  const open = isVouchedFor(resource) || policy === 'all';
  const phone = open ? resource.phones?.[0] : undefined;
  const address = open && !resource.location?.stated_on ? resource.location?.address : undefined;
  return {
    id: resource.id,
    name: resource.name,
    kind: { key: `resources:kind.${resource.kind}.name` },
    why,
    tel: phone?.tel ?? null,
    phone: phone?.written ?? null,
    url: resource.url ?? null,
    address: address ?? null,
    hours: open ? hoursOf(resource) : null,
    state: stateOf(resource, open),
  };
}

/** A national line that is always shown, or a contact that its municipality has confirmed. */
export function isVouchedFor(resource: Resource): boolean {
  return resource.national_verified === true || resource.confirmed !== undefined;
}

function stateOf({ national_verified, confirmed, municipality, source }: Resource, open: boolean): Words {
  if (confirmed) return state('confirmed', { on: { date: confirmed.on }, by: { name: confirmed.by } });
  if (national_verified) return state('national');
  if (!open) return state('page_only');
  const who = municipality === null ? 'organization' : 'municipality';
  const on = { date: source.read_on };
  if (source.stated_on) return state(`read_dated_${who}`, { on, from: { code: source.stated_on } });
  return state(source.old ? `read_old_${who}` : `read_${who}`, { on });
}

function state(name: string, params?: Words['params']): Words {
  return { key: `resources:state.${name}`, ...(params ? { params } : {}) };
}

export interface Moment {
  /** The situation described is an emergency, or may be one. */
  danger: boolean;
  /** Offices are closed and help that is only read about may not answer. */
  night: boolean;
}

/**
 * Orders resources for the moment: at night and in danger nobody is sent first to a contact that no municipality has
 * confirmed (contract section 8). Where nothing vouched for is left to come first, `otherwise` (112) is put there.
 */
export function inSafeOrder(resources: Resource[], { danger, night }: Moment, otherwise: Resource): Resource[] {
  if (!danger && !night) return resources;
  const vouched = resources.filter(isVouchedFor);
  const rest = resources.filter((resource) => !isVouchedFor(resource));
  return vouched.length > 0 || rest.length === 0 ? [...vouched, ...rest] : [otherwise, ...rest];
}

const HOUR = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Stockholm' });
const NIGHT = { from: 21, to: 7 };

/** Whether it is night in Sweden at the instant (ISO). */
export function isNight(now: string): boolean {
  const hour = Number(HOUR.format(new Date(now)));
  return hour >= NIGHT.from || hour < NIGHT.to;
}

import { z } from 'zod';
import type { Unit } from './ticket.ts';

/** `secretary` and `head` read cases of their units; `administrator` sees no case, `auditor` only the log. */
export const STAFF_ROLES = ['secretary', 'head', 'administrator', 'auditor'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** The roles that may see what a ticket holds. */
const CASE_ROLES: readonly StaffRole[] = ['secretary', 'head'];

export const staffMember = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1).max(200),
  units: z.array(z.string()),
  roles: z.array(z.enum(STAFF_ROLES)).min(1),
  active: z.boolean(),
  /** Made by the demo mode: counts only for demo units, so that a change to production gives it nothing. */
  demo: z.boolean(),
});
export type StaffMember = z.infer<typeof staffMember>;

/** How long a sign-in link holds, in milliseconds. */
export const LINK_LIFE_MS = 15 * 60_000;

/** Who works with cases. Safe to use from the command line while the server runs. */
export interface StaffStore {
  all(): Promise<StaffMember[]>;
  get(id: string): Promise<StaffMember | null>;
  add(member: Pick<StaffMember, 'name' | 'units' | 'roles'>): Promise<StaffMember>;
  /** Deactivates: the name is kept for the audit log, links end at once. False when unknown or already inactive. */
  remove(id: string): Promise<boolean>;
  /** One demo secretary who belongs to every demo unit. */
  ensureDemoStaff(units: Unit[]): Promise<StaffMember>;
  /** A new sign-in token for an active member (only its hash is kept); null when there is no such member. */
  makeLink(id: string): Promise<string | null>;
  /** Signs in: true once, within the link's life, for an active member. */
  useLink(token: string): Promise<StaffMember | null>;
}

/** Whether somebody may see and handle the cases of a unit. */
export function worksFor(member: StaffMember, unit: { id: string; demo: boolean }): boolean {
  if (!member.active || (member.demo && !unit.demo)) return false;
  return member.units.includes(unit.id) && member.roles.some((role) => CASE_ROLES.includes(role));
}

/** Address of the page where a sign-in link is used up (by POST). */
export function signInUrl(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, '')}/inbox/sign-in?token=${token}`;
}

import { assert } from "#app/domain/primitives/assert.ts";
import type { Actor, StaffRole } from "../actor.ts";

/** What staff may do; a page or a use case asks for one of these, never for a role. */
export const permissions = [
  "accounts:read",
  "links:send",
  "links:revoke",
  "holds:write",
  "payments:read",
  "payments:record",
  "refunds:request",
  "refunds:approve",
  "plans:read",
  "proposals:decide",
  "hardship:read",
  "hardship:decide",
  "cases:open",
  "cases:read",
  "cases:decide",
  "cases:credit",
  "messages:answer",
  "tasks:close",
  "imports:read",
  "imports:run",
  "breaks:read",
  "breaks:shared",
  "breaks:close",
  "suspense:decide",
  "evidence:read",
  "audit:read",
] as const;
export type Permission = (typeof permissions)[number];

const reading: readonly Permission[] = ["accounts:read", "plans:read", "payments:read"];
const serving: readonly Permission[] = [
  ...reading,
  "breaks:read",
  "links:send",
  "links:revoke",
  "holds:write",
  "refunds:request",
  "cases:open",
  "messages:answer",
  "tasks:close",
];

/**
 * Who may do what: the one table. An auditor sees all but what people sent in, and changes
 * nothing.
 */
const held: Readonly<Record<StaffRole, readonly Permission[]>> = {
  collector: [...serving, "breaks:close", "payments:record", "proposals:decide"],
  "customer-service": [
    ...serving,
    "cases:read",
    "cases:decide",
    "evidence:read",
    "hardship:read",
    "hardship:decide",
  ],
  supervisor: permissions,
  administrator: permissions,
  auditor: [...reading, "breaks:read", "breaks:shared", "imports:read", "audit:read"],
};

/** Whether a role includes a permission. */
export function roleMay(role: StaffRole, permission: Permission): boolean {
  return held[role].includes(permission);
}

/** Work that shows what a person sent in, and what its page asks for. */
const behind: Readonly<Record<string, Permission>> = {
  hardship: "hardship:read",
  "hardship-review": "hardship:read",
  dispute: "cases:read",
  complaint: "cases:read",
  "debtor-leaves": "cases:read",
  message: "messages:answer",
};

/** Kinds of work that a role can neither open nor close: its queue leaves them to others. */
export function kindsClosedTo(role: StaffRole): readonly string[] {
  return Object.keys(behind).filter((kind) => !roleMay(role, behind[kind] as Permission));
}

/**
 * Stops a use case that staff without the permission have reached: pages refuse before, so that
 * this is a mistake in the program. Keys are held to their scopes, the product to nothing.
 */
export function insist(actor: Actor, permission: Permission): void {
  if (actor.kind === "key" || actor.kind === "system") return;
  assert(actor.kind === "staff", `a debtor never has ${permission}`);
  assert(roleMay(actor.role, permission), `${actor.role} has no ${permission}`);
}

import { hash } from "@node-rs/argon2";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { listPortfolios } from "#app/db/stores/portfolios.server.ts";
import { insertStaff } from "#app/db/stores/staff.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { Actor, StaffRole } from "../actor.ts";
import type { Ids, Runtime } from "../ports.ts";
import { base32 } from "./base32.server.ts";

export const staffRoles = [
  "collector",
  "customer-service",
  "supervisor",
  "administrator",
  "auditor",
] as const satisfies readonly StaffRole[];

export interface NewStaff {
  readonly email: string;
  readonly name?: string;
  readonly role: string;
  readonly locale?: string;
  /** Codes; absent: every portfolio there is. */
  readonly portfolios?: readonly string[];
  /** The demo's own; made here otherwise. */
  readonly password?: string;
  readonly totpSecret?: string;
}

/** The one time that these are seen. */
export interface AddedStaff {
  readonly id: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly password: string;
  /** RFC 4648 base32, as authenticator apps take it. */
  readonly totpSecret: string;
}

export type StaffFault =
  | "bad-email"
  | "unknown-role"
  | "email-taken"
  | "password-too-short"
  | "unknown-portfolio";

/** OWASP's argon2id minimum: 19 MiB, two passes, one lane. */
export const passwordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Adds a member of staff with a password and an authenticator key, both shown once. */
export async function addStaff(
  runtime: Runtime,
  actor: Actor,
  wanted: NewStaff,
): Promise<Result<AddedStaff, StaffFault>> {
  const { email } = wanted;
  const role = staffRoles.find((known) => known === wanted.role);
  if (role === undefined) return err("unknown-role");
  if (!/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(email)) return err("bad-email");
  const password = wanted.password ?? readablePassword(runtime.ids);
  if (password.length < 12) return err("password-too-short");
  const portfolioIds = await portfolioIdsOf(runtime, wanted.portfolios);
  if (portfolioIds === null) return err("unknown-portfolio");
  const id = runtime.ids.next();
  const totpSecret = wanted.totpSecret ?? base32(randomBytes(runtime.ids, 20));
  const row = {
    id,
    email,
    name: wanted.name ?? (email.split("@")[0] as string),
    role,
    portfolioIds,
    passwordHash: await hash(password, passwordCost),
    totp: runtime.sealer.seal(staffBinding(id), { secret: totpSecret }),
    totpStep: 0n,
    locale: wanted.locale ?? "en",
    disabledAt: null,
  };
  return runtime.db.transaction(async (tx) => {
    if (!(await insertStaff(tx, row))) return err("email-taken");
    await appendAudit(tx, {
      portfolioId: null,
      actor: actorName(actor),
      action: "staff.added",
      subject: `staff:${id}`,
      detail: { role, portfolioIds },
      at: new Date(runtime.clock.now()),
    });
    return ok({ id, email, role, password, totpSecret });
  });
}

/** Where a TOTP secret is sealed to: staff belong to no one portfolio. */
export function staffBinding(id: string) {
  return { portfolioId: "", table: "staff", id };
}

async function portfolioIdsOf(
  runtime: Runtime,
  codes: readonly string[] | undefined,
): Promise<readonly string[] | null> {
  const all = await listPortfolios(runtime.db);
  if (codes === undefined) return all.map((portfolio) => portfolio.id);
  const found = all.filter((portfolio) => codes.includes(portfolio.code));
  return found.length === new Set(codes).size ? found.map((portfolio) => portfolio.id) : null;
}

/** 100 random bits in five groups that can be read out: k7mq-x2tn-… */
function readablePassword(ids: Ids): string {
  const text = base32(randomBytes(ids, 13)).toLowerCase().slice(0, 20);
  return text.replace(/(.{4})(?=.)/g, "$1-");
}

function randomBytes(ids: Ids, count: number): Buffer {
  return Buffer.from(ids.token(), "base64url").subarray(0, count);
}

import { hash, verify } from "@node-rs/argon2";
import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { holdLocks, writeLock } from "#app/db/stores/locks.server.ts";
import { insertSession } from "#app/db/stores/sessions.server.ts";
import { findStaffByEmail, type StaffRow, takeTotpStep } from "#app/db/stores/staff.server.ts";
import { insertVerification } from "#app/db/stores/verification.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import {
  afterRightAnswer,
  afterWrongAnswer,
  gate,
  noFailures,
} from "#app/domain/verification/lockout.ts";
import type { Runtime } from "../ports.ts";
import { passwordCost } from "./add-staff.server.ts";
import { totpStep } from "./check-totp.server.ts";
import { staffLongestMs } from "./staff-session.server.ts";

export interface SignIn {
  readonly email: string;
  readonly password: string;
  /** Six digits of the authenticator. */
  readonly code: string;
  readonly address: string;
}

export interface SignedIn {
  /** Seen once: only its hash is kept. */
  readonly token: string;
  readonly locale: string;
}

/** `wrong`: any of the three; which one is not said. */
export type SignInRefusal =
  | { readonly kind: "wrong" }
  | { readonly kind: "locked"; readonly until: number };

/**
 * Signs a member of staff in with password and authenticator. An address that nobody has costs the
 * same work, meets the same counters and gets the same answers. Five failures lock for 30 minutes,
 * and longer each time; while that lasts the right answer is refused too.
 */
export async function signIn(
  runtime: Runtime,
  attempt: SignIn,
): Promise<Result<SignedIn, SignInRefusal>> {
  return runtime.db.transaction(async (tx) => {
    const nowMs = runtime.clock.now();
    const subject = runtime.sealer.mac("lock", "staff", attempt.email.trim().toLowerCase());
    const counters = (await holdLocks(tx, [subject]))[0] ?? noFailures;
    const door = gate([counters], nowMs);
    const staff = await findStaffByEmail(tx, attempt.email.trim());
    const right = await matches(runtime, tx, staff, attempt, door.open);
    const outcome = door.open ? (right === null ? "failed" : "passed") : "locked";
    await record(runtime, tx, attempt, outcome);
    if (!door.open) return err({ kind: "locked", until: door.until });
    const after = (right === null ? afterWrongAnswer : afterRightAnswer)(counters, nowMs);
    await writeLock(tx, subject, after, new Date(nowMs));
    if (right === null) return err(await refusal(runtime, tx, staff, gate([after], nowMs)));
    return ok(await open(runtime, tx, right));
  });
}

/** The person, when password and code are right. The work is the same whoever it is. */
async function matches(
  runtime: Runtime,
  tx: Tx,
  staff: StaffRow | null,
  { password, code }: SignIn,
  open: boolean,
): Promise<StaffRow | null> {
  const known = staff !== null && staff.disabledAt === null;
  const same = await verify(known ? staff.passwordHash : await nobodysHash(), password);
  const step = known ? totpStep(runtime, staff, code) : null;
  if (!known || !same || step === null || !open) return null;
  return (await takeTotpStep(tx, staff.id, step)) ? staff : null;
}

let nobodys: Promise<string> | null = null;

function nobodysHash(): Promise<string> {
  nobodys ??= hash("nobody has this password", passwordCost);
  return nobodys;
}

async function refusal(
  runtime: Runtime,
  tx: Tx,
  staff: StaffRow | null,
  door: ReturnType<typeof gate>,
): Promise<SignInRefusal> {
  if (door.open) return { kind: "wrong" };
  if (staff !== null) await audit(runtime, tx, staff, "staff.locked");
  return { kind: "locked", until: door.until };
}

async function open(runtime: Runtime, tx: Tx, staff: StaffRow): Promise<SignedIn> {
  const token = runtime.ids.token();
  const at = new Date(runtime.clock.now());
  await insertSession(tx, {
    id: runtime.ids.next(),
    tokenHash: runtime.sealer.hashToken(token),
    kind: "staff",
    portfolioId: null,
    debtorId: null,
    linkId: null,
    staffId: staff.id,
    channel: "none",
    locale: staff.locale,
    at,
    expiresAt: new Date(at.getTime() + staffLongestMs),
  });
  await audit(runtime, tx, staff, "staff.signed-in");
  return { token, locale: staff.locale };
}

async function audit(runtime: Runtime, tx: Tx, staff: StaffRow, action: string): Promise<void> {
  await appendAudit(tx, {
    portfolioId: null,
    actor: `staff:${staff.id}`,
    action,
    subject: `staff:${staff.id}`,
    detail: {},
    at: new Date(runtime.clock.now()),
  });
}

async function record(
  runtime: Runtime,
  tx: Tx,
  { address }: SignIn,
  outcome: "passed" | "failed" | "locked",
): Promise<void> {
  await insertVerification(tx, {
    id: runtime.ids.next(),
    portfolioId: null,
    debtorId: null,
    linkId: null,
    sessionId: null,
    factor: "staff",
    outcome,
    addressMac: runtime.sealer.mac("client-address", address),
    at: new Date(runtime.clock.now()),
  });
}

import { Secret, TOTP } from "otpauth";
import type { StaffRow } from "#app/db/stores/staff.server.ts";
import type { Runtime } from "../ports.ts";
import { staffBinding } from "./add-staff.server.ts";

const periodSeconds = 30;

/**
 * The step (RFC 6238) that a code of an authenticator belongs to, one before and after counting
 * as now; null for a wrong code, and for one whose step was used before: each works once.
 */
export function totpStep(
  runtime: Pick<Runtime, "sealer" | "clock">,
  staff: Pick<StaffRow, "id" | "totp" | "totpStep">,
  code: string,
): bigint | null {
  if (staff.totp === null) return null;
  const { secret } = runtime.sealer.open<{ secret: string }>(staffBinding(staff.id), staff.totp);
  const timestamp = runtime.clock.now();
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: periodSeconds, digits: 6 });
  const delta = totp.validate({ token: code, window: 1, timestamp });
  if (delta === null) return null;
  const step = BigInt(Math.floor(timestamp / 1000 / periodSeconds) + delta);
  return step > staff.totpStep ? step : null;
}

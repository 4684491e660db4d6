import { findKeyByHash } from "#app/db/stores/keys.server.ts";
import { findStaffByEmail } from "#app/db/stores/staff.server.ts";
import { system } from "#app/services/act.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { addStaff, staffRoles } from "#app/services/staff/add-staff.server.ts";
import { base32 } from "#app/services/staff/base32.server.ts";
import { createKey } from "#app/services/staff/create-key.server.ts";

export interface DemoStaff {
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
  readonly role: string;
}

const names: Readonly<Record<(typeof staffRoles)[number], string>> = {
  collector: "Kim Collector",
  "customer-service": "Noor Service",
  supervisor: "Sasha Supervisor",
  administrator: "Toni Administrator",
  auditor: "Uli Auditor",
};

/**
 * One person of each role. Their secrets follow from the data folder's own keys, so that the card
 * can show them again at each start without their being kept anywhere.
 */
export async function seedStaff(runtime: Runtime): Promise<DemoStaff[]> {
  const shown: DemoStaff[] = [];
  for (const role of staffRoles) {
    const email = `${role}@example.com`;
    const password = groups(base32(runtime.sealer.mac("demo-password", role)).slice(0, 16));
    const totpSecret = base32(runtime.sealer.mac("demo-totp", role).subarray(0, 20));
    shown.push({ email, password, totpSecret, role });
    if ((await findStaffByEmail(runtime.db, email)) !== null) continue;
    const added = await addStaff(runtime, system, {
      email,
      name: names[role],
      role,
      locale: role === "collector" ? "zh-CN" : "en",
      password,
      totpSecret,
    });
    if (!added.ok) throw new Error(`staff ${email}: ${added.error}`);
  }
  return shown;
}

/** A key with every scope of every portfolio, made in the same way. */
export async function seedKey(runtime: Runtime): Promise<string> {
  const key = `ek_${runtime.sealer.mac("demo-key").toString("base64url")}`;
  const known = await findKeyByHash(runtime.db, runtime.sealer.hashToken(key));
  if (known !== null) return key;
  const created = await createKey(runtime, system, { name: "demo", scopes: ["*"], key });
  if (!created.ok) throw new Error(`key: ${created.error}`);
  return key;
}

const groups = (text: string): string => text.toLowerCase().replace(/(.{4})(?=.)/g, "$1-");

import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import type { AccountState } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { readAccount } from "#app/domain/ledger/read-account.ts";
import type { Policy } from "#app/domain/policy/policy.ts";
import { presetPolicy } from "#app/domain/policy/presets.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { documentField } from "#app/domain/primitives/reader.ts";

export const card: Policy = presetPolicy("cn-bank-card", "CNY", "Asia/Shanghai");

/** An account in the JSON form of a quote; what is not given is plain. */
export function account(change: Record<string, unknown> = {}): AccountState {
  const field = documentField({
    accountRef: "6225-0001",
    currency: "CNY",
    asOf: "2026-11-01",
    components: { principal: "10000.00" },
    interest: { dailyRate: "0.0005" },
    ...change,
  });
  const read = readAccount(field, defaultHoldEffects);
  if (field.faults.first !== null) throw new Error(JSON.stringify(field.faults.first));
  return read;
}

/** What an account owes on a date, by the card policy unless another is given. */
export function owedOn(on: string, change: Record<string, unknown> = {}, policy = card) {
  return balanceOn(account(change), policy, calendarDate(on));
}

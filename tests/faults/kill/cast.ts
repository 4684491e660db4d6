import { calendarDate } from "#app/domain/primitives/date.ts";
import { loadSettings } from "#app/http/settings.server.ts";
import { type OpenRuntime, openRuntime } from "#app/runtime.server.ts";
import { system } from "#app/services/act.server.ts";
import type { AccountInput } from "#app/services/imports/account-input.ts";
import { saveAccounts } from "#app/services/imports/save-accounts.server.ts";
import { issueLink } from "#app/services/links/issue-link.server.ts";
import { addPortfolio } from "#app/services/portfolios/add-portfolio.server.ts";
import { readPortfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { createKey } from "#app/services/staff/create-key.server.ts";
import type { Stack } from "./stack.ts";

/** Invented: an account that bears no interest, so that only payments move it. */
export interface Debt {
  readonly id: string;
  readonly ref: string;
  readonly openingMinor: number;
}

export interface Cast {
  readonly apiKey: string;
  readonly apiKeyId: string;
  readonly debts: readonly Debt[];
  readonly code: string;
}

export const openingMinor = 5_000_000_00;
export const idLast4 = "331X";
const code = "kill";
const currency = "CNY";

/**
 * A runtime beside the stack's processes, on the same database. It is given the address: by the
 * data folder it would join those that keep the database up, and their work is what is tried.
 */
export function runtimeBeside(stack: Stack): Promise<OpenRuntime> {
  const settings = loadSettings({
    ...stack.variables,
    DATABASE_URL: stack.databaseUrl,
    LOG_LEVEL: "silent",
  });
  if (!settings.ok) throw new Error(settings.error);
  return openRuntime(settings.value, { name: "kill-test", poolSize: 4 });
}

/** Makes a portfolio, its accounts and a key to the API. */
export async function introduce(runtime: OpenRuntime, count: number): Promise<Cast> {
  const added = await addPortfolio(runtime, system, {
    code,
    name: "样本银行",
    currency,
    locale: "zh-CN",
    timeZone: "Asia/Shanghai",
    policy: "cn-bank-card",
  });
  if (!added.ok) throw new Error(added.error.message);
  const inputs = Array.from({ length: count }, (_, index) => account(`K-${index + 1}`));
  const saved = await saveAccounts(runtime, readPortfolio(added.value), inputs);
  const debts = saved.map((one, index) => {
    if (one.outcome !== "inserted" || one.accountId === null) throw new Error(JSON.stringify(one));
    return { id: one.accountId, ref: (inputs[index] as AccountInput).ref, openingMinor };
  });
  const key = await createKey(runtime, system, { name: "payers", scopes: ["*"] });
  if (!key.ok) throw new Error(key.error);
  return { apiKey: key.value.key, apiKeyId: key.value.id, debts, code };
}

/** A fresh link to a debtor's page. */
export async function linkTo(runtime: OpenRuntime, { id }: Debt): Promise<string> {
  const link = await issueLink(runtime, system, { accountId: id, channel: "none" });
  if (!link.ok) throw new Error(link.error.reason);
  return link.value.url;
}

function account(ref: string): AccountInput {
  const nothing = { interest: 0n, penalty: 0n, fees: 0n, costs: 0n };
  return {
    ref,
    debtor: {
      ref: `D-${ref}`,
      name: "测试员",
      dateOfBirth: calendarDate("1990-04-05"),
      idLast4,
      postcode: null,
      phone: null,
      email: null,
      address: null,
      locale: "zh-CN",
      timeZone: null,
    },
    currency,
    asOf: calendarDate(new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)),
    components: { ...nothing, principal: BigInt(openingMinor) },
    minimumDueMinor: 0n,
    delinquentSince: null,
    terms: null,
    product: null,
    cardLast4: null,
    originalCreditor: null,
    openedOn: null,
    chargeOffOn: null,
    lastStatementOn: null,
    itemisation: { on: null, amountMinor: null, paymentsMinor: null, creditsMinor: null },
    flags: [],
    status: null,
    jointDebtorRefs: null,
    appliedThrough: null,
  };
}

import { findAccount } from "#app/db/stores/accounts.server.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { type LoadedAccount, loadAccount } from "#app/services/accounts/account-state.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { bookPayment } from "#app/services/payments/book-payment.server.ts";
import { signPlan } from "#app/services/plans/sign-plan.server.ts";
import { signPage } from "#app/services/reading/sign.server.ts";
import { ways } from "#app/services/reading/ways.server.ts";
import type { TestRuntime } from "./runtime.ts";
import { address, verified } from "./visitor.ts";

/** The name on file of the one debtor that visitor.ts knows. */
export const nameOnFile = "测试员";

export async function loaded(runtime: TestRuntime, accountId: string): Promise<LoadedAccount> {
  const row = await findAccount(runtime.db, accountId);
  if (row === null) throw new Error(`no account ${accountId}`);
  return loadAccount(runtime, runtime.db, row);
}

/** A visit that gave a fresh code. */
export async function atLevelTwo(runtime: TestRuntime, accountId: string): Promise<Visit> {
  const visit = await verified(runtime, accountId);
  return { ...visit, actor: { ...visit.actor, level: 2 } };
}

/** The pick of an offer of the ways page by kind and terms. */
export async function pickNamed(
  runtime: TestRuntime,
  accountId: string,
  kind: string,
  terms: number,
): Promise<string> {
  const asked = { budgetMinor: null, firstDueOn: null, frequency: null };
  const page = await ways(runtime, await loaded(runtime, accountId), asked);
  const way = page.all.find((one) => one.kind === kind && one.terms === terms);
  if (!way) throw new Error(`no ${kind} in ${terms}: ${page.all.map((one) => one.pick)}`);
  return way.pick;
}

/** What the sign page shows, or why it does not. */
export async function shown(
  runtime: TestRuntime,
  visit: Visit,
  accountId: string,
  pick: string,
  locale: Locale = "zh-CN",
) {
  return signPage(runtime, visit, await loaded(runtime, accountId), { pick, locale });
}

/** Signs what the sign page shows now, or `seen` where that is given. */
export async function sign(
  runtime: TestRuntime,
  visit: Visit,
  accountId: string,
  pick: string,
  changes: { readonly name?: string; readonly seen?: string; readonly locale?: Locale } = {},
) {
  const locale = changes.locale ?? "zh-CN";
  const page = await shown(runtime, visit, accountId, pick, locale);
  return signPlan(runtime, visit, accountId, {
    pick,
    seen: changes.seen ?? (page.ok ? page.value.sha256 : ""),
    name: changes.name ?? nameOnFile,
    locale,
    address,
    userAgent: "Example/1.0",
  });
}

/** Books money that the collector received today, or that was effective on an earlier day. */
export async function payElsewhere(
  runtime: TestRuntime,
  accountId: string,
  amountMinor: bigint,
  on?: CalendarDate,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction((tx) =>
    bookPayment(runtime, tx, {
      accountId,
      amountMinor,
      effectiveOn: on ?? calendarDate(at.toISOString().slice(0, 10)),
      paidAt: at,
      source: "elsewhere",
      method: "transfer",
      reference: null,
      chargeRef: null,
      debtorId: null,
      attemptId: null,
      onceKey: `elsewhere:${runtime.ids.next()}`,
    }),
  );
}

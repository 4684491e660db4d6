import { noComponents } from "#app/domain/money/components.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { signTogether } from "#app/services/plans/sign-together.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { signTogetherPage } from "#app/services/reading/sign-together.server.ts";
import { togetherPage } from "#app/services/reading/together.server.ts";
import type { TestRuntime } from "./runtime.ts";
import { atLevelTwo, nameOnFile } from "./signing.ts";
import { address, someAccount } from "./visitor.ts";

/** A debtor with two accounts and a fresh code; the ids in the order in which they are locked. */
export interface TwoAccounts {
  readonly visit: Visit;
  readonly ids: readonly [string, string];
}

/** 10,000.00 and 4,000.00, of one debtor. */
export async function twoAccounts(
  runtime: TestRuntime,
  portfolio: Portfolio,
): Promise<TwoAccounts> {
  const first = await someAccount(runtime, portfolio);
  const second = await someAccount(runtime, portfolio, {
    components: { ...noComponents, principal: 4_000_00n },
    cardLast4: "7765",
  });
  await runtime.db.query(
    "update account set debtor_id = (select debtor_id from account where id = $1) where id = $2",
    [first.accountId, second.accountId],
  );
  const visit = await atLevelTwo(runtime, first.accountId);
  const ids = [first.accountId, second.accountId].sort() as [string, string];
  return { visit, ids };
}

/** The pick of a plan in so many instalments for both, as the page offers it. */
export async function jointPick(
  runtime: TestRuntime,
  { visit, ids }: TwoAccounts,
  terms: number,
  kind = "instalments",
): Promise<string> {
  const asked = { accountIds: ids, budgetMinor: null, firstDueOn: null, frequency: null };
  const page = await togetherPage(runtime, visit, asked);
  const way = page.ways?.all.find((one) => one.kind === kind && one.terms === terms);
  if (!way) throw new Error(`no ${kind} in ${terms}: ${page.ways?.all.map((one) => one.pick)}`);
  return way.pick;
}

/** What the page of the agreement shows, or why it does not. */
export function shownTogether(runtime: TestRuntime, both: TwoAccounts, pick: string) {
  return signTogetherPage(runtime, both.visit, { accountIds: both.ids, pick, locale: "zh-CN" });
}

/** Signs what that page shows now, or `seen` where that is given. */
export async function signBoth(
  runtime: TestRuntime,
  both: TwoAccounts,
  pick: string,
  changes: { readonly seen?: string; readonly name?: string } = {},
) {
  const page = await shownTogether(runtime, both, pick);
  return signTogether(runtime, both.visit, both.ids, {
    pick,
    seen: changes.seen ?? (page.ok ? page.value.sha256 : ""),
    name: changes.name ?? nameOnFile,
    locale: "zh-CN",
    address,
    userAgent: "Example/1.0",
  });
}

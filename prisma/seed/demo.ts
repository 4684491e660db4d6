import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { findPortfolioByCode } from "#app/db/stores/portfolios.server.ts";
import { system } from "#app/services/act.server.ts";
import { issueLink } from "#app/services/links/issue-link.server.ts";
import { addPortfolio } from "#app/services/portfolios/add-portfolio.server.ts";
import { type Portfolio, readPortfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { setCalendarDays } from "#app/services/portfolios/set-calendar-days.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { seedAccounts } from "./accounts.ts";
import { chinaCalendar2026 } from "./calendar-china.ts";
import { seedCases } from "./cases.ts";
import { introduce, seedEndpoints } from "./endpoint.ts";
import { people } from "./people.ts";
import { portfolios } from "./portfolios.ts";
import type { SampleRow } from "./sample-row.ts";
import { type DemoStaff, seedKey, seedStaff } from "./staff.ts";

/** The part of demo.json that this fills (interfaces.md §1). */
export interface DemoCard {
  readonly debtors: readonly DemoDebtor[];
  readonly staff: readonly DemoStaff[];
  readonly apiKey: string;
}

export interface DemoDebtor {
  readonly accountRef: string;
  readonly portfolio: string;
  readonly locale: string;
  readonly name: string;
  readonly url: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Loads the demo portfolios unless they are there; new links each time, for no token is kept. */
export async function seedDemo(
  runtime: Runtime,
  { webhookUrl }: { readonly webhookUrl: string | null },
): Promise<DemoCard> {
  const loaded: Portfolio[] = [];
  for (const wanted of portfolios) loaded.push(await seedPortfolio(runtime, wanted));
  for (const portfolio of loaded) await seedAccounts(runtime, portfolio);
  await seedCases(runtime, loaded);
  const staff = await seedStaff(runtime);
  const apiKey = await seedKey(runtime);
  if (webhookUrl !== null) {
    const secret = await seedEndpoints(runtime, loaded, webhookUrl);
    await introduce(webhookUrl, { secret, apiBase: runtime.settings.origin, apiKey });
  }
  const debtors: DemoDebtor[] = [];
  const seen = new Set<string>();
  for (const row of people) {
    const portfolio = loaded.find(({ code }) => code === row.portfolio);
    if (portfolio === undefined || seen.has(row.debtor_ref)) continue;
    seen.add(row.debtor_ref);
    debtors.push(await debtorWithLink(runtime, portfolio, row));
  }
  return { debtors, staff, apiKey };
}

async function seedPortfolio(
  runtime: Runtime,
  wanted: (typeof portfolios)[number],
): Promise<Portfolio> {
  const known = await findPortfolioByCode(runtime.db, wanted.code);
  if (known !== null) return readPortfolio(known);
  const added = await addPortfolio(runtime, system, wanted);
  if (!added.ok) throw new Error(`portfolio ${wanted.code}: ${added.error.message}`);
  if (wanted.brand?.country === "CN") {
    await setCalendarDays(runtime, system, added.value.id, chinaCalendar2026);
  }
  return readPortfolio(added.value);
}

async function debtorWithLink(
  runtime: Runtime,
  portfolio: Portfolio,
  row: SampleRow,
): Promise<DemoDebtor> {
  const [account] = await findAccountsByRef(runtime.db, [portfolio.id], row.account_ref);
  if (account === undefined) throw new Error(`account ${row.account_ref} is missing`);
  const link = await issueLink(runtime, system, { accountId: account.id, channel: "none" });
  if (!link.ok) throw new Error(`link ${row.account_ref}: ${link.error.reason}`);
  return {
    accountRef: row.account_ref,
    portfolio: portfolio.code,
    locale: String(row.locale),
    name: row.debtor_name,
    url: link.value.url,
    facts: {
      dateOfBirth: String(row.date_of_birth),
      postcode: String(row.postcode),
      idLast4: String(row.id_last4),
      cardLast4: String(row.card_last4),
    },
  };
}

import { beforeEach, describe, expect, test } from "vitest";
import type { Locale } from "#app/i18n/locale.ts";
import { ReferTogether } from "#app/routes/debtor/together/refer.tsx";
import { action as askPerson, loader as showPage } from "#app/routes/debtor/together/route.tsx";
import { saveStatement } from "#app/services/affordability/save-statement.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { ask, outcomeOf } from "../../support/staff.ts";
import { twoAccounts } from "../../support/together.ts";
import { verifiedToken } from "../../support/visitor.ts";
import { render, words } from "../../unit/components/render.tsx";

const db = withTestDatabase();
let runtime: TestRuntime;
let visit: Visit;
let ids: readonly [string, string];
let token: string;

/** A policy whose smallest instalment is more than the smaller account owes. */
const policy = {
  id: "large-instalments-only",
  allocation: [{ order: ["costs", "fees", "penalty", "interest", "principal"] }],
  instalments: {
    ...{ minTerms: 3, maxTerms: 24, offerTerms: [6], minAmount: "6000.00" },
    interest: { mode: "frozen" },
  },
};

/** 10,000.00 and 4,000.00, for which only a person can find something. */
beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ visit, ids } = await twoAccounts(runtime, await somePortfolio(runtime, { policy })));
  token = await verifiedToken(runtime, ids[0]);
});

type Page = Awaited<ReturnType<typeof showPage>>;

async function shown(path: string): Promise<Page> {
  return (await ask(runtime, showPage, { path, token, area: "debtor" })) as Page;
}

const typed = { most: "140", every: "monthly", first: "2026-12-15" };

/** What the page says after its form was refused, and what of it is still chosen. */
async function afterwards(changes: object, handler = askPerson) {
  const form = { a: ids, amount: "140.00", ...typed, ...changes };
  const answer = await ask(runtime, handler, { path: "/together", token, form, area: "debtor" });
  const to = outcomeOf(answer).replace(/^303 /, "").replace(/#.*/, "");
  const { unasked, choices, filter, ways } = await shown(to);
  const chosen = choices.filter((one) => one.chosen).map(({ accountId }) => accountId);
  return { unasked, chosen: chosen.sort(), most: filter.values.most?.[0], refer: ways?.refer };
}

/** The same form from a page that was opened in another visit of the browser. */
const fromAnOldPage: typeof askPerson = (args) => {
  const cookie = args.request.headers.get("cookie") ?? "";
  args.request.headers.set("cookie", cookie.replace(/visit=[^;]+/, `visit=${"z".repeat(22)}`));
  return askPerson(args);
};

describe("asking a person about several accounts", () => {
  test("that was not taken says so, and keeps accounts, amount and rhythm", async () => {
    const same = { unasked: true, chosen: ids, most: "140", refer: { amountMinor: 140_00n } };
    // What an old page holds may be of somebody else: none of it is shown.
    const bare = { unasked: true, chosen: ids, most: "", refer: null };
    expect(await afterwards({}, fromAnOldPage)).toMatchObject(bare);
    expect(await afterwards({ amount: "much" })).toMatchObject(same);
    expect(await afterwards({ first: "soon" })).toMatchObject({ ...same, refer: {} });
    const [one] = ids;
    expect(await afterwards({ a: [one] })).toMatchObject({ unasked: true, chosen: [one] });
    expect(
      await db.query("select id from proposal where debtor_id = $1", [visit.debtor.id]),
    ).toEqual([]);
    expect(await shown("/together")).toMatchObject({ unasked: false });
  });

  test("promises what was told of income and spending to who told it, only", async () => {
    const path = `/together?${new URLSearchParams(typed)}`;
    expect(await shown(path)).toMatchObject({ stated: false, ways: { refer: {} } });
    const statement = {
      income: [{ kind: "salary", monthlyMinor: 4_000_00n }],
      spending: [{ kind: "housing", monthlyMinor: 4_500_00n }],
    };
    await saveStatement(runtime, visit, statement, { adults: 2, children: 1 });
    const { stated, ways } = await shown(path);
    expect(stated).toBe(true);
    if (!ways?.refer) throw new Error("the policy has an answer");
    const refer = { ask: ways.refer, accountIds: ids, most: "140", currency: "CNY" } as const;
    const said = (locale: Locale, told: boolean) =>
      words(render(<ReferTogether {...refer} stated={told} />, locale));
    expect(said("zh-CN", true)).toContain("收支");
    expect(said("zh-CN", false)).not.toContain("收支");
    expect(said("zh-CN", false)).toContain("两个工作日内答复");
    expect(said("en", true)).toContain("income and spending");
    expect(said("en", false)).not.toContain("income");
    expect(said("en", false)).toContain("within two working days");
  });
});

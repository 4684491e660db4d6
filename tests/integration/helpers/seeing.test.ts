import { beforeEach, describe, expect, it } from "vitest";
import { addDays } from "#app/domain/primitives/date.ts";
import { debtorAccount } from "#app/services/accounts/debtor-account.server.ts";
import { system } from "#app/services/act.server.ts";
import { everythingHeld } from "#app/services/held/everything-held.server.ts";
import { dropSuggestion } from "#app/services/helpers/drop-suggestion.server.ts";
import { endHelper } from "#app/services/helpers/end-helper.server.ts";
import { openHelperLink } from "#app/services/helpers/open-helper-link.server.ts";
import { suggestPlan } from "#app/services/helpers/suggest-plan.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import { shownRules } from "#app/services/holds/shown-holds.server.ts";
import { readVisit, type Visit } from "#app/services/identity/read-visit.server.ts";
import { balancePage } from "#app/services/reading/balance.server.ts";
import { helpersPage } from "#app/services/reading/helpers.server.ts";
import { home } from "#app/services/reading/home.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { staffAccount } from "#app/services/reading/staff-account.server.ts";
import { suggestedPage } from "#app/services/reading/suggested.server.ts";
import { ways } from "#app/services/reading/ways.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { comeIn, helperActsOf, invite } from "../../support/helper.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, pickNamed, sign } from "../../support/signing.ts";
import { actorOf, someStaff } from "../../support/staff.ts";
import { proven, someAccount, verified, visit } from "../../support/visitor.ts";

const db = withTestDatabase();
const dayMs = 86_400_000;
let runtime: TestRuntime;
let accountId: string;
let debtor: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  debtor = await verified(runtime, accountId);
});

const inside = async (linkToken: string) => visit(runtime, await comeIn(runtime, linkToken));

describe("an end", () => {
  it("by the debtor is at once, with the visits of that helper and no other", async () => {
    const first = await invite(runtime, debtor);
    const second = await invite(runtime, debtor);
    const token = await comeIn(runtime, first.linkToken);
    const other = await comeIn(runtime, second.linkToken);
    const stranger = await verified(
      runtime,
      (await someAccount(runtime, debtor.portfolio)).accountId,
    );
    expect(await endHelper(runtime, stranger.actor, first.helperId)).toBe(false);
    const helper = await visit(runtime, other);
    expect(await endHelper(runtime, helper.actor, first.helperId)).toBe(false);
    expect(typeof (await readVisit(runtime, token))).toBe("object");
    expect(await endHelper(runtime, debtor.actor, first.helperId)).toBe(true);
    expect(await readVisit(runtime, token)).toBe("helper");
    expect(await openHelperLink(runtime, first.linkToken)).toMatchObject({ error: "closed" });
    expect(typeof (await readVisit(runtime, other))).toBe("object");
  });

  it("of a visit alone, by silence, is no end of the help", async () => {
    const { linkToken } = await invite(runtime, debtor);
    const token = await comeIn(runtime, linkToken);
    runtime.clock.advance(16 * 60_000);
    expect(await readVisit(runtime, token)).toBe("helper-idle");
    expect(await openHelperLink(runtime, linkToken)).toMatchObject({ ok: true });
  });

  it("by staff of the portfolio, who see name, scope and end on the account", async () => {
    const { helperId, linkToken } = await invite(runtime, debtor, { scopes: ["pay"] });
    const token = await comeIn(runtime, linkToken);
    const staff = await actorOf(runtime, await someStaff(runtime, "collector"));
    const page = await staffAccount(runtime, staff, accountId);
    expect(page?.helpers).toMatchObject([
      { name: "李帮手", scopes: ["view", "pay"], helps: "测试员" },
    ]);
    const elsewhere = { ...staff, portfolioIds: [] };
    expect(await endHelper(runtime, elsewhere, helperId)).toBe(false);
    expect(await endHelper(runtime, staff, helperId)).toBe(true);
    expect(await readVisit(runtime, token)).toBe("helper");
    expect((await staffAccount(runtime, staff, accountId))?.helpers).toEqual([]);
  });
});

describe("what a helper is shown", () => {
  it("names the debtor as they chose, and keeps hardship and holds to the debtor", async () => {
    const hold = { kind: "vulnerability", effects: ["interest"], reason: "told us" } as const;
    expect(await setHold(runtime, system, { accountId, ...hold })).toMatchObject({ ok: true });
    const { linkToken } = await invite(runtime, debtor);
    const helper = await inside(linkToken);
    const page = await home(runtime, helper, null);
    expect(page?.name).toBe("小林");
    expect(JSON.stringify(page, plain)).not.toContain("测试员");
    expect(page?.holds.map(({ kind }) => kind)).toEqual(["manual"]);
    runtime.clock.advance(3 * dayMs);
    const account = await debtorAccount(runtime, debtor.actor, accountId);
    if (account === null) throw new Error("no account");
    const { explanation } = balancePage(runtime, account);
    const rulesTo = async (who: Visit) =>
      (await shownRules(runtime, who.actor, account, explanation)).map(({ rule }) => rule);
    expect(await rulesTo(debtor)).toContain("hold:vulnerability");
    expect(await rulesTo(helper)).not.toContain("hold:vulnerability");
    expect(await rulesTo(helper)).toContain("hold:manual");
    expect(page?.happenings.map(({ what }) => what)).toEqual([]);
    const own = await home(runtime, debtor, null);
    expect(own?.holds.map(({ kind }) => kind)).toEqual(["vulnerability"]);
    expect(own?.happenings.length).toBeGreaterThan(0);
  });

  it("keeps until when a hold stands to the debtor, of the plan too", async () => {
    const signer = await atLevelTwo(runtime, accountId);
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    expect(await sign(runtime, signer, accountId, pick)).toMatchObject({ ok: true });
    const account = await loaded(runtime, accountId);
    const to = addDays(account.today, 40);
    const hold = { accountId, kind: "dispute", to, reason: "test" } as const;
    expect(await setHold(runtime, system, hold)).toMatchObject({ ok: true });
    const { linkToken } = await invite(runtime, debtor);
    const helper = await inside(linkToken);
    const now = await loaded(runtime, accountId);
    expect(await planPage(runtime, debtor, now)).toMatchObject({ still: { to } });
    const seen = await planPage(runtime, helper, now);
    expect(seen).toMatchObject({ still: { to: null }, graceUntil: null });
    expect((await home(runtime, helper, null))?.holds.map((one) => one.to)).not.toContain(to);
  });

  it("is of the inviter's accounts alone", async () => {
    const { accountId: theirs } = await someAccount(runtime, debtor.portfolio);
    const other = await verified(runtime, theirs);
    await db.query("insert into joint_debtor (account_id, debtor_id) values ($1, $2)", [
      accountId,
      other.debtor.id,
    ]);
    const { linkToken } = await invite(runtime, debtor);
    const helper = await inside(linkToken);
    expect(await debtorAccount(runtime, helper.actor, accountId)).not.toBeNull();
    expect(await debtorAccount(runtime, helper.actor, theirs)).toBeNull();
    expect((await helpersPage(runtime, other)).helpers).toEqual([]);
    expect(await helperActsOf(runtime, other)).toEqual([]);
  });
});

describe("what a helper proposes", () => {
  const ask = { amountMinor: 100_000n, frequency: "monthly", firstDueOn: null } as const;

  async function proposing(): Promise<Visit> {
    const { linkToken } = await invite(runtime, debtor, { scopes: ["propose"] });
    return inside(linkToken);
  }

  const loaded = async () => {
    const found = await debtorAccount(runtime, debtor.actor, accountId);
    if (found === null) throw new Error("no account");
    return found;
  };

  it("waits on the debtor's home, is told to nobody else, and only the debtor signs", async () => {
    const helper = await proposing();
    const page = await ways(runtime, await loaded(), noWish);
    const pick = page.cards[0]?.pick ?? "";
    const kept = await suggestPlan(runtime, helper, accountId, { pick });
    if (!kept.ok) throw new Error(kept.error);
    const { suggestionId } = kept.value;
    expect((await home(runtime, debtor, null))?.suggestions).toEqual([
      { id: suggestionId, by: "李帮手" },
    ]);
    expect((await home(runtime, helper, null))?.suggestions).toEqual([]);
    const shown = await suggestedPage(runtime, debtor, await loaded(), suggestionId);
    expect(shown).toMatchObject({ by: "李帮手", helped: null, closed: false, way: { pick } });
    const told = await db.query("select 1 from event where type = 'plan.proposed'");
    expect(told).toEqual([]);
    expect(await db.query("select 1 from task where kind = 'proposal'")).toEqual([]);
    expect(await helperActsOf(runtime, debtor)).toEqual([
      "helper.proposed",
      "helper.came-in",
      "helper.invited",
    ]);
  });

  it("is computed anew on the day on which the debtor looks", async () => {
    const helper = await proposing();
    const offers = await ways(runtime, await loaded(), noWish);
    const instalments = offers.all.find(({ kind }) => kind === "instalments");
    const kept = await suggestPlan(runtime, helper, accountId, { pick: instalments?.pick ?? "" });
    runtime.clock.advance(20 * dayMs);
    const again = await verified(runtime, accountId);
    const id = kept.ok ? kept.value.suggestionId : "";
    const shown = await suggestedPage(runtime, again, await loaded(), id);
    expect(shown?.way).toMatchObject({ kind: "instalments", terms: instalments?.terms });
    expect(shown?.way?.pick.slice(0, 10)).toBe(again.facts.today);
  });

  it("of one's own says why it is not possible, and what comes near", async () => {
    const helper = await proposing();
    const { today } = helper.facts;
    const low = { ...ask, amountMinor: 1_00n, firstDueOn: today };
    const kept = await suggestPlan(runtime, helper, accountId, { ask: low });
    const id = kept.ok ? kept.value.suggestionId : "";
    const shown = await suggestedPage(runtime, helper, await loaded(), id);
    expect(shown?.way).toBeNull();
    expect(shown?.reasons).not.toEqual([]);
    expect(shown?.nearest.length).toBeGreaterThan(0);
    expect(shown?.helped).toBe("小林");
  });

  it("is once for two clicks; a newer one takes its place; the debtor lets it go", async () => {
    const helper = await proposing();
    const { cards } = await ways(runtime, await loaded(), noWish);
    const one = cards[0]?.pick ?? "";
    const two = cards[1]?.pick ?? "";
    const first = await suggestPlan(runtime, helper, accountId, { pick: one });
    expect(await suggestPlan(runtime, helper, accountId, { pick: one })).toEqual(first);
    const second = await suggestPlan(runtime, helper, accountId, { pick: two });
    const waiting = async () => (await home(runtime, debtor, null))?.suggestions.length;
    expect(await waiting()).toBe(1);
    const id = second.ok ? second.value.suggestionId : "";
    expect(await dropSuggestion(runtime, helper.actor, id)).toBe(false);
    expect(await dropSuggestion(runtime, debtor.actor, id)).toBe(true);
    expect(await dropSuggestion(runtime, debtor.actor, id)).toBe(false);
    expect(await waiting()).toBe(0);
    expect(await suggestedPage(runtime, debtor, await loaded(), id)).toMatchObject({
      closed: true,
      way: null,
    });
  });

  it("is refused without the scope, for somebody else's account, and of no offer", async () => {
    const { linkToken } = await invite(runtime, debtor, { scopes: ["pay"] });
    const payer = await inside(linkToken);
    const [card] = (await ways(runtime, await loaded(), noWish)).cards;
    const pick = card?.pick ?? "";
    expect(await suggestPlan(runtime, payer, accountId, { pick })).toMatchObject({
      error: "not-found",
    });
    expect(await suggestPlan(runtime, debtor, accountId, { pick })).toMatchObject({
      error: "not-found",
    });
    const helper = await proposing();
    const { accountId: theirs } = await someAccount(runtime, debtor.portfolio);
    expect(await suggestPlan(runtime, helper, theirs, { pick })).toMatchObject({
      error: "not-found",
    });
    expect(await suggestPlan(runtime, helper, accountId, { pick: "anything" })).toMatchObject({
      error: "lapsed",
    });
    const kept = await suggestPlan(runtime, helper, accountId, { pick });
    const id = kept.ok ? kept.value.suggestionId : "";
    expect(await suggestedPage(runtime, payer, await loaded(), id)).toBeNull();
  });

  it("stands in everything that is held about the debtor, with who helps", async () => {
    const helper = await proposing();
    const [card] = (await ways(runtime, await loaded(), noWish)).cards;
    await suggestPlan(runtime, helper, accountId, { pick: card?.pick ?? "" });
    const held = await everythingHeld(runtime, await proven(runtime, debtor));
    expect(held.sections.helpers).toMatchObject([
      { name: "李帮手", shownAs: "小林", scopes: ["view", "propose"] },
    ]);
    expect(held.sections.helperProposals).toMatchObject([{ pick: card?.pick }]);
  });
});

const noWish = { budgetMinor: null, firstDueOn: null, frequency: null };

const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);

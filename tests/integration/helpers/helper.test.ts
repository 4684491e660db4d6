import { beforeEach, describe, expect, it } from "vitest";
import { action } from "#app/routes/debtor/helper-invite/route.tsx";
import { debtorAccount } from "#app/services/accounts/debtor-account.server.ts";
import { endHelper } from "#app/services/helpers/end-helper.server.ts";
import { inviteHelper } from "#app/services/helpers/invite-helper.server.ts";
import { openHelperLink } from "#app/services/helpers/open-helper-link.server.ts";
import { checkCode } from "#app/services/identity/check-code.server.ts";
import { readVisit, type Visit } from "#app/services/identity/read-visit.server.ts";
import { requestCode } from "#app/services/identity/request-code.server.ts";
import { helpersPage } from "#app/services/reading/helpers.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { atDoor, comeIn, helperActsOf, invitation, invite } from "../../support/helper.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { ask } from "../../support/staff.ts";
import {
  address,
  codeTo,
  proven,
  someAccount,
  verified,
  verifiedToken,
  visit,
} from "../../support/visitor.ts";

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

const wrong = (door: Visit) => checkCode(runtime, door, "helper", { text: "000000", address });

describe("an invitation", () => {
  it("sends a link that says nothing of a debt, and tells each contact of the debtor", async () => {
    const { linkToken } = await invite(runtime, debtor, { contact: "anna@example.cn" });
    const [letter] = runtime.sent.filter(({ to }) => to === "anna@example.cn");
    expect(letter?.text).toContain("小林");
    expect(letter?.text).toContain(`/h/${linkToken}`);
    for (const hidden of ["测试员", "10,000", "欠", "债", "还款", "credit", "4821"]) {
      expect(`${letter?.subject} ${letter?.text} ${letter?.html}`).not.toContain(hidden);
    }
    const told = runtime.sent.filter(({ text }) => text.includes("李帮手"));
    expect(told.map(({ channel }) => channel).sort()).toEqual(["email", "sms"]);
    const rules = await db.query(
      "select distinct class, allowed from contact_record where kind like 'helper-%'",
    );
    expect(rules).toEqual([{ class: "service", allowed: true }]);
  });

  it("keeps the token as a hash alone, and the people sealed", async () => {
    const { helperId, linkToken } = await invite(runtime, debtor, { contact: "anna@example.cn" });
    const [row] = await db.query<{ all: string }>(
      "select row_to_json(helper)::text as all from helper where id = $1",
      [helperId],
    );
    for (const secret of [linkToken, "anna", "李帮手", "小林"]) {
      expect(row?.all).not.toContain(secret);
    }
  });

  it("needs a fresh code, and never a helper's hand", async () => {
    await expect(inviteHelper(runtime, debtor, invitation())).rejects.toThrow(/level 2/);
    const { linkToken } = await invite(runtime, debtor);
    const helper = await inside(linkToken);
    await expect(inviteHelper(runtime, helper, invitation())).rejects.toThrow(/the debtor invites/);
  });

  it("is not made by a form that comes after the code has lapsed: it asks for one", async () => {
    const token = await verifiedToken(runtime, accountId);
    const form = { step: "invite", name: "Ann", shownAs: "Ming", days: "7" };
    const answer = await ask(runtime, action, {
      path: "/preferences/helpers/new",
      token,
      area: "debtor",
      form: { ...form, channel: "email", email: "anna@example.cn" },
    });
    expect(answer).toMatchObject({ data: { refused: { values: { name: ["Ann"], days: ["7"] } } } });
    expect((await helpersPage(runtime, debtor)).helpers).toEqual([]);
  });

  it("refuses the debtor's own contact, a wrong one, one twice, and a fourth", async () => {
    const ready = await proven(runtime, debtor);
    const ask = (changes: Parameters<typeof invitation>[0]) =>
      inviteHelper(runtime, ready, invitation(changes));
    expect(await ask({ channel: "sms", contact: "138 0000 0000" })).toEqual({
      ok: false,
      error: "helper-is-you",
    });
    expect(await ask({ contact: "no address" })).toMatchObject({ error: "not-an-email" });
    expect(await ask({ channel: "sms", contact: "12" })).toMatchObject({ error: "not-a-phone" });
    const first = await ask({ contact: "one@example.cn" });
    expect(await ask({ contact: "one@example.cn" })).toEqual(first);
    runtime.clock.advance(2 * 60_000);
    expect(await ask({ contact: "one@example.cn" })).toMatchObject({ error: "helper-already" });
    await ask({});
    await ask({});
    expect(await ask({})).toMatchObject({ error: "too-many-helpers" });
    expect((await helpersPage(runtime, debtor)).mayInvite).toBe(false);
  });

  it("is refused after six in a day, though they were ended", async () => {
    const ready = await proven(runtime, debtor);
    for (let count = 0; count < 6; count += 1) {
      const made = await inviteHelper(runtime, ready, invitation());
      await endHelper(runtime, debtor.actor, made.ok ? made.value.helperId : "");
    }
    expect(await inviteHelper(runtime, ready, invitation())).toMatchObject({
      error: "invited-often",
    });
  });

  it("is one, when it is sent twice at once", async () => {
    const ready = await proven(runtime, debtor);
    const same = invitation();
    const [one, two] = await Promise.all([
      inviteHelper(runtime, ready, same),
      inviteHelper(runtime, ready, same),
    ]);
    expect(two).toEqual(one);
    expect((await helpersPage(runtime, debtor)).helpers).toHaveLength(1);
  });

  it("lasts as long as was said and not a day longer", async () => {
    const { linkToken } = await invite(runtime, debtor, { days: 7 });
    const token = await comeIn(runtime, linkToken);
    runtime.clock.advance(7 * dayMs);
    expect(await openHelperLink(runtime, linkToken)).toEqual({ ok: false, error: "closed" });
    expect(typeof (await readVisit(runtime, token))).toBe("string");
    const [shown] = (await helpersPage(runtime, debtor)).helpers;
    expect(shown?.state).toBe("expired");
  });

  it("is refused by the database beyond ninety days, and without looking", async () => {
    const { helperId } = await invite(runtime, debtor);
    const change = (set: string) => db.query(`update helper set ${set} where id = $1`, [helperId]);
    const later = "expires_at = created_at + interval '91 days'";
    await expect(change(later)).rejects.toThrow(/helper_life/);
    await expect(change("scopes = '{pay}'")).rejects.toThrow(/helper_scopes/);
    await expect(change("scopes = '{view,sign}'")).rejects.toThrow(/helper_scopes/);
  });
});

describe("coming in", () => {
  it("takes the link and a code to the helper's own contact; a link alone is nothing", async () => {
    const { linkToken } = await invite(runtime, debtor, { contact: "anna@example.cn" });
    const door = await visit(runtime, await atDoor(runtime, linkToken));
    expect(door.actor.level).toBe(0);
    expect(await debtorAccount(runtime, door.actor, accountId)).toBeNull();
    await codeTo(runtime, door, "helper", "email");
    expect(runtime.sent.at(-1)?.to).toBe("anna@example.cn");
    const helper = await inside(linkToken);
    expect(helper.actor).toMatchObject({ level: 1, debtorId: debtor.debtor.id });
    expect(helper.helper).toMatchObject({ scopes: ["view"], shownAs: "小林" });
  });

  it("by SMS too, in the helper's own number", async () => {
    const sms = { channel: "sms", contact: "+8613911111111" } as const;
    const { linkToken } = await invite(runtime, debtor, sms);
    const helper = await visit(runtime, await comeIn(runtime, linkToken, "sms"));
    expect(helper.actor.level).toBe(1);
    expect(runtime.sent.at(-1)?.to).toBe("+8613911111111");
  });

  it("never leads to level 2, nor to a code that signs or changes a contact", async () => {
    const { linkToken } = await invite(runtime, debtor);
    const helper = await inside(linkToken);
    for (const purpose of ["sign", "contact", "check"] as const) {
      for (const channel of ["email", "sms"] as const) {
        const asked = await requestCode(runtime, helper, purpose, { channel, locale: "en" });
        expect(asked).toMatchObject({ error: { reason: "no-address" } });
      }
    }
    const other = await requestCode(runtime, helper, "helper", { channel: "sms", locale: "en" });
    expect(other).toMatchObject({ error: { reason: "no-address" } });
    const code = await codeTo(runtime, helper, "helper", "email");
    const again = await checkCode(runtime, helper, "helper", { text: code, address });
    const now = await visit(runtime, again.ok ? again.value.sessionToken : "");
    expect(now.actor.level).toBe(1);
    await expect(
      db.query("update session set code_at = now() where helper_id is not null"),
    ).rejects.toThrow(/session_kind/);
  });

  it("is locked after five wrong codes, and the debtor is not", async () => {
    const { linkToken } = await invite(runtime, debtor);
    const door = await visit(runtime, await atDoor(runtime, linkToken));
    const right = await codeTo(runtime, door, "helper", "email");
    for (let left = 4; left > 0; left -= 1) {
      expect(await wrong(door)).toMatchObject({ error: { kind: "wrong", triesLeft: left } });
    }
    expect(await wrong(door)).toMatchObject({ error: { kind: "locked" } });
    const late = await checkCode(runtime, door, "helper", { text: right, address });
    expect(late.ok).toBe(false);
    const again = await visit(runtime, await atDoor(runtime, linkToken));
    expect(again.facts.lockedUntil).toBe(runtime.clock.now() + 30 * 60_000);
    expect((await verified(runtime, accountId)).actor.level).toBe(1);
    const events = await db.query("select 1 from event where type = 'identity.locked'");
    expect(events).toEqual([]);
  });

  it("is over after ten wrong codes in a day", async () => {
    const { linkToken } = await invite(runtime, debtor);
    for (const round of [1, 2]) {
      const door = await visit(runtime, await atDoor(runtime, linkToken));
      await codeTo(runtime, door, "helper", "email");
      for (let guess = 0; guess < 5; guess += 1) await wrong(door);
      if (round === 1) runtime.clock.advance(31 * 60_000);
    }
    expect(await openHelperLink(runtime, linkToken)).toEqual({ ok: false, error: "closed" });
    const [shown] = (await helpersPage(runtime, debtor)).helpers;
    expect(shown?.state).toBe("ended");
    expect(await helperActsOf(runtime, debtor)).toContain("helper.ended");
  });
});

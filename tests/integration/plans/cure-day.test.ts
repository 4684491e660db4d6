import { expect, test } from "vitest";
import { contactBinding } from "#app/services/messages/queue-message.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, testRuntime } from "../../support/runtime.ts";
import { plainDraft, policyOf } from "../../support/scenarios/draft.ts";
import { atLevelTwo, loaded, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();

/** Due on 29 November, 9 and 19 December; the policy gives 14 days to catch up. */
test("a settlement broken early is said to come back until its last grace", async () => {
  const runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T08:00:00Z");
  const draft = plainDraft();
  draft.changes.push((parts) => {
    const tier = { fromDaysOverdue: 0, share: "0.6", maxPayments: 3, payWithinDays: 30 };
    parts.settlement = [tier];
  });
  const portfolio = await somePortfolio(runtime, { policy: policyOf(draft) });
  const { accountId } = await someAccount(runtime, portfolio);
  const signer = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "settlement", 3);
  expect(await sign(runtime, signer, accountId, pick)).toMatchObject({ ok: true });

  runtime.clock.set("2026-12-13T04:00:00Z");
  await watchPlans(runtime);
  const page = await planPage(runtime, signer, await loaded(runtime, accountId));
  expect(page?.lines.map(({ dueOn }) => dueOn)).toEqual(["2026-11-29", "2026-12-09", "2026-12-19"]);
  expect(page?.cure?.by).toBe("2026-12-22");
  const [word] = await db.query<{ id: string; portfolioId: string; sealed: Buffer }>(
    `select id, portfolio_id as "portfolioId", sealed from contact_record
     where account_id = $1 and kind = 'plan-broken'`,
    [accountId],
  );
  if (word === undefined) throw new Error("nothing was said");
  const said = JSON.stringify(runtime.sealer.open(contactBinding(word), word.sealed));
  expect(said).toContain("12月22日");
});

import { expect, test } from "vitest";
import { endHelper } from "#app/services/helpers/end-helper.server.ts";
import { readVisit } from "#app/services/identity/read-visit.server.ts";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import { comeIn, invite } from "../../support/helper.ts";
import { attemptOf, booksOf, drain, withPayments } from "../../support/payments.ts";
import { somePortfolio } from "../../support/runtime.ts";
import { someAccount, verified, visit } from "../../support/visitor.ts";

const bench = withPayments();

async function someHelper() {
  const { runtime } = bench;
  const { accountId } = await someAccount(runtime, await somePortfolio(runtime));
  const debtor = await verified(runtime, accountId);
  const { helperId, linkToken } = await invite(runtime, debtor, { scopes: ["pay"] });
  const token = await comeIn(runtime, linkToken);
  return { accountId, debtor, helperId, token, helper: await visit(runtime, token) };
}

const wish = (accountId: string) =>
  ({ accountId, choice: "other", otherMinor: 100_000n, locale: "zh-CN" }) as const;

test("a helper pays once: booked as the debtor's, with who it was; no card is kept", async () => {
  const { runtime, simulator } = bench;
  const { accountId, debtor, helperId, helper } = await someHelper();
  const start = await startPayment(runtime, helper.actor, wish(accountId));
  if (!start.ok || start.value.go !== "page") throw new Error(JSON.stringify(start));
  const { attemptId } = start.value;
  const [attempt] = await runtime.db.query<{ reference: string; debtorId: string }>(
    `select reference, debtor_id as "debtorId" from payment_attempt where id = $1`,
    [attemptId],
  );
  expect(attempt?.debtorId).toBe(debtor.debtor.id);
  simulator.control.pay({ session: attempt?.reference ?? "" });
  const back = await payReturn(runtime, helper.actor, { session: null, attempt: attemptId });
  expect(back).toMatchObject({ paid: true });
  await drain(bench);
  const books = await booksOf(bench, accountId);
  expect(books).toMatchObject({ payments: 1, paidMinor: 100_000n, offBalance: 0n });
  expect(await runtime.db.query("select 1 from saved_method")).toEqual([]);
  const noted = await runtime.db.query<{ actor: string; detail: { attemptId: string } }>(
    "select actor, detail from audit where action = 'helper.paying' and subject = $1",
    [`helper:${helperId}`],
  );
  expect(noted).toEqual([{ actor: `helper:${helperId}`, detail: { attemptId } }]);
});

test("ended in the middle, the page is shut to the helper and the money still counts", async () => {
  const { runtime, simulator } = bench;
  const { accountId, debtor, helperId, token, helper } = await someHelper();
  const start = await startPayment(runtime, helper.actor, wish(accountId));
  const attemptId = start.ok ? start.value.attemptId : "";
  const [row] = await runtime.db.query<{ reference: string }>(
    "select reference from payment_attempt where id = $1",
    [attemptId],
  );
  expect(await endHelper(runtime, debtor.actor, helperId)).toBe(true);
  expect(await readVisit(runtime, token)).toBe("helper");
  simulator.control.pay({ session: row?.reference ?? "" });
  await drain(bench);
  expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "succeeded" });
  expect((await booksOf(bench, accountId)).payments).toBe(1);
});

import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, errorOf, startBench } from "./stripe-sdk.ts";

describe("disputes", () => {
  let bench: Bench;
  let stripe: Stripe;
  let charge: string;
  beforeAll(async () => {
    bench = await startBench();
    stripe = bench.stripe;
  });
  beforeEach(async () => {
    bench.simulator.control.reset();
    charge = await paid();
  });
  afterAll(() => bench.simulator.close());

  const paid = async (token = "pm_card_visa"): Promise<string> => {
    const asked = { amount: 10_000, currency: "usd", confirm: true, payment_method: token };
    const intent = await stripe.paymentIntents.create(asked);
    if (token === "pm_card_visa") bench.happened();
    return String(intent.latest_charge);
  };
  const open = (more: object = {}): Stripe.Dispute =>
    bench.simulator.control.dispute({ payment: charge, ...more });
  const movements = async (source: string): Promise<unknown[]> =>
    (await stripe.balanceTransactions.list({ source })).data.map((one) => [
      one.type,
      one.reporting_category,
      one.amount,
      one.fee,
      one.net,
    ]);

  test("opened: the money and a fee are taken", async () => {
    const { id } = open({ reason: "product_not_received" });
    expect(bench.happened()).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
    const dispute = await stripe.disputes.retrieve(id, { expand: ["charge"] });
    expect(dispute).toMatchObject({
      amount: 10_000,
      status: "needs_response",
      reason: "product_not_received",
      is_charge_refundable: false,
      charge: { id: charge, disputed: true },
      evidence_details: { has_evidence: false, submission_count: 0 },
    });
    expect(await movements(id)).toEqual([["adjustment", "dispute", -10_000, 1_500, -11_500]]);
    expect((await stripe.disputes.list({ charge })).data.map((one) => one.id)).toEqual([id]);
    expect((await stripe.disputes.list({ charge: "ch_none" })).data).toEqual([]);
  });

  test.each(["won", "withdrawn"] as const)("%s: the money comes back, not the fee", async (how) => {
    const { id } = open({ amount: 8_000 });
    bench.happened();
    bench.simulator.control.endDispute(id, how);
    expect(bench.happened()).toEqual(["charge.dispute.closed", "charge.dispute.funds_reinstated"]);
    expect((await stripe.disputes.retrieve(id)).status).toBe("won");
    expect(await movements(id)).toEqual([
      ["adjustment", "dispute_reversal", 8_000, 0, 8_000],
      ["adjustment", "dispute", -8_000, 1_500, -9_500],
    ]);
    expect((await stripe.refunds.create({ charge, amount: 100 })).status).toBe("succeeded");
    expect(() => bench.simulator.control.endDispute(id, "lost")).toThrow("already closed");
  });

  test("lost: nothing comes back", async () => {
    const { id } = open();
    bench.happened();
    bench.simulator.control.endDispute(id, "lost");
    expect(bench.happened()).toEqual(["charge.dispute.closed"]);
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      status: "lost",
      is_charge_refundable: false,
    });
    expect(await movements(id)).toHaveLength(1);
  });

  test("won, then taken again: funds move without a new state", async () => {
    const { id } = open();
    bench.simulator.control.endDispute(id, "won");
    bench.happened();
    bench.simulator.control.moveFunds(id, "withdrawn");
    bench.simulator.control.moveFunds(id, "reinstated");
    expect(bench.happened()).toEqual([
      "charge.dispute.funds_withdrawn",
      "charge.dispute.funds_reinstated",
    ]);
    expect(await movements(id)).toHaveLength(4);
  });

  test("an inquiry moves no money, may be refunded, and closes by it", async () => {
    const { id } = open({ inquiry: true });
    expect(bench.happened()).toEqual(["charge.dispute.created"]);
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      status: "warning_needs_response",
      is_charge_refundable: true,
      balance_transactions: [],
      payment_method_details: { card: { case_type: "inquiry" } },
    });
    await stripe.refunds.create({ charge, amount: 400 });
    expect((await stripe.disputes.retrieve(id)).status).toBe("warning_needs_response");
    bench.happened();
    await stripe.refunds.create({ charge });
    expect(bench.happened()).toContain("charge.dispute.closed");
    expect((await stripe.disputes.retrieve(id)).status).toBe("warning_closed");
    expect(await movements(id)).toEqual([]);
  });

  test("an inquiry that escalates takes the money then", async () => {
    const { id } = open({ inquiry: true });
    bench.happened();
    bench.simulator.control.escalate(id);
    expect(bench.happened()).toEqual(["charge.dispute.updated", "charge.dispute.funds_withdrawn"]);
    expect((await stripe.disputes.retrieve(id)).status).toBe("needs_response");
    expect(() => bench.simulator.control.escalate(id)).toThrow("Only an open inquiry");
  });

  test("no refund while the charge is disputed, or after it was lost", async () => {
    const { id } = open();
    const during = await errorOf(stripe.refunds.create({ charge, amount: 100 }));
    expect(during).toMatchObject({ statusCode: 400, code: "charge_disputed" });
    bench.simulator.control.endDispute(id, "lost");
    expect(await errorOf(stripe.refunds.create({ charge }))).toMatchObject({
      code: "charge_disputed",
    });
  });

  test("a dispute on a partly refunded charge, of another amount than is left", async () => {
    await stripe.refunds.create({ charge, amount: 3_000 });
    const { id } = open({ amount: 10_000 });
    expect(await movements(id)).toEqual([["adjustment", "dispute", -10_000, 1_500, -11_500]]);
    expect(await stripe.charges.retrieve(charge)).toMatchObject({
      amount_refunded: 3_000,
      disputed: true,
    });
  });

  test("evidence is kept, submitted, and decides as in test mode", async () => {
    const { id } = open();
    bench.happened();
    const staged = await stripe.disputes.update(id, {
      evidence: { customer_name: "Lin" },
      metadata: { case: "7" },
      submit: false,
    });
    expect(staged).toMatchObject({
      status: "needs_response",
      evidence: { customer_name: "Lin" },
      evidence_details: { has_evidence: true, submission_count: 0 },
      metadata: { case: "7" },
    });
    const sent = await stripe.disputes.update(id, { evidence: { product_description: "A plan" } });
    expect(sent).toMatchObject({
      status: "under_review",
      evidence: { customer_name: "Lin", product_description: "A plan" },
      evidence_details: { submission_count: 1, submission_method: "manual" },
    });
    const won = await stripe.disputes.update(id, {
      evidence: { uncategorized_text: "winning_evidence" },
    });
    expect(won.status).toBe("won");
    expect(bench.happened()).toEqual([
      "charge.dispute.updated",
      "charge.dispute.updated",
      "charge.dispute.updated",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
    ]);
    expect((await errorOf(stripe.disputes.update(id, { metadata: {} }))).message).toContain(
      "already closed",
    );
  });

  test("given in: lost", async () => {
    const { id } = open();
    expect((await stripe.disputes.close(id)).status).toBe("lost");
    expect((await errorOf(stripe.disputes.close(id))).message).toContain("already closed");
    expect(await errorOf(stripe.disputes.retrieve("du_none"))).toMatchObject({
      code: "resource_missing",
    });
  });

  test.each([
    ["pm_card_createDispute", "fraudulent", "needs_response"],
    ["pm_card_createDisputeProductNotReceived", "product_not_received", "needs_response"],
    ["pm_card_createDisputeInquiry", "fraudulent", "warning_needs_response"],
  ])("%s is disputed as soon as it is paid", async (token, reason, status) => {
    const disputed = await paid(token);
    const { data } = await stripe.disputes.list({ charge: disputed });
    expect(data).toMatchObject([{ reason, status, amount: 10_000 }]);
    expect(bench.happened()).toContain("charge.dispute.created");
  });

  test("the controls have addresses", async () => {
    const act = async (name: string, body: object): Promise<{ id: string }> => {
      const init = { method: "POST", body: JSON.stringify(body) };
      const answer = await fetch(`${bench.simulator.origin}/_sim/${name}`, init);
      return (await answer.json()) as { id: string };
    };
    const { id } = await act("dispute", { payment: charge, amount: 700, inquiry: true });
    expect(id).toMatch(/^du_/);
    expect(await act("dispute/escalate", { dispute: id })).toMatchObject({
      status: "needs_response",
    });
    expect(await act("dispute/end", { dispute: id, outcome: "won" })).toMatchObject({
      status: "won",
    });
    expect(await act("dispute/funds", { dispute: id, way: "withdrawn" })).toMatchObject({ id });
    expect(await act("dispute", { payment: "ch_none" })).toMatchObject({
      error: { message: "No paid charge is known by ch_none." },
    });
  });
});

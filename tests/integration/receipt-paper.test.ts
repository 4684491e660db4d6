import { expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { receiptCopy } from "#app/services/documents/receipt-copy.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { runsOf } from "../support/pdf.ts";
import { somePortfolio, testRuntime } from "../support/runtime.ts";
import { loaded, payElsewhere } from "../support/signing.ts";
import { someAccount, verified } from "../support/visitor.ts";

const db = withTestDatabase();

test("a receipt of money that came earlier adds up to the minor unit", async () => {
  const runtime = testRuntime(db);
  const { accountId } = await someAccount(runtime, await somePortfolio(runtime));
  const { debtor } = await verified(runtime, accountId);
  const now = calendarDate(new Date(runtime.clock.now()).toISOString().slice(0, 10));
  const on = calendarDate(`${now.slice(0, 8)}01`);
  const [before] = [await loaded(runtime, accountId)];
  await payElsewhere(runtime, accountId, 40_000n, on);
  const account = await loaded(runtime, accountId);
  const savedMinor = before.balance.totalMinor - 40_000n - account.balance.totalMinor;
  expect(savedMinor, "interest of the days since").toBeGreaterThan(0n);
  const [payment] = await db.query<{ id: string }>("select id from payment where account_id = $1", [
    accountId,
  ]);
  const reader = { debtorId: debtor.id, locale: "en" } as const;
  const copy = await receiptCopy(runtime, reader, account, payment?.id ?? "");
  const text = runsOf(copy?.bytes ?? Buffer.from(""))
    .map((run) => run.text)
    .join(" ");
  const [, saved] = /Interest saved by its earlier date\D*([\d,.]+)/.exec(text) ?? [];
  expect(saved?.replace(".", "")).toBe(String(savedMinor).padStart(3, "0"));
});

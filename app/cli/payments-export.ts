import { paymentPage } from "#app/services/reading/payment-page.server.ts";
import { exportList, type List } from "./export-list.ts";
import type { Io } from "./io.ts";

const columns = [
  "id",
  "portfolio",
  "accountRef",
  "accountSeq",
  "amount",
  "currency",
  "state",
  "source",
  "method",
  "reference",
  "effectiveOn",
  "paidAt",
  "principal",
  "interest",
  "penalty",
  "fees",
  "costs",
  "credit",
  "rule",
  "planId",
  "receiptNo",
] as const;

const page: List["page"] = async (runtime, portfolioIds, at) => {
  const found = await paymentPage(runtime, portfolioIds, { accountId: null, ...at });
  const items = found.payments.map(({ split, ...one }) => ({ ...one, ...split }));
  return { items, next: found.next };
};

/** `payments export [--format csv|xlsx] [--portfolio CODE] [--out FILE]`: a file for collectors. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return exportList({ name: "payments", columns, page }, args, io);
}

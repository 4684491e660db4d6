import { planListPage } from "#app/services/reading/plan-document.server.ts";
import { exportList, type List } from "./export-list.ts";
import type { Io } from "./io.ts";

const columns = [
  "id",
  "portfolio",
  "accountRef",
  "kind",
  "state",
  "interest",
  "frequency",
  "currency",
  "toPay",
  "paid",
  "waived",
  "firstDueOn",
  "lastDueOn",
  "agreedAt",
  "endedAt",
] as const;

const page: List["page"] = async (runtime, portfolioIds, at) => {
  const found = await planListPage(runtime, portfolioIds, { state: null, ...at });
  return { items: found.plans, next: found.next };
};

/** `plans export [--format csv|xlsx] [--portfolio CODE] [--out FILE]`: a file for collectors. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return exportList({ name: "plans", columns, page }, args, io);
}

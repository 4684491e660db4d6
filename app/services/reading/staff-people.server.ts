import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { staffPerson } from "./staff-person.server.ts";

/** Who owes an account, for staff who write to one of them or write something down for one. */
export async function staffPeople(runtime: Runtime, row: AccountRow) {
  const { policy } = await loadPortfolio(runtime.db, row.portfolioId);
  const debtors = await listLiableDebtors(runtime.db, row.id);
  return {
    id: row.id,
    ref: row.ref,
    status: row.status,
    people: debtors.map((one) => ({ id: one.id, name: staffPerson(runtime, one).name })),
    crisisForm: hardshipRule(policy).breathingSpace.afterTreatmentDays > 0,
    /** Names what is sent from the page, so that a form that was sent twice counts once. */
    once: runtime.ids.next(),
  };
}

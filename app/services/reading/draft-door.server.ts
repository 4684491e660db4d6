import { type AccountRow, listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { newestHardship } from "#app/db/stores/hardship-cases.server.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { replaceablePlan } from "../plans/replaceable-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { surveyState } from "../survey/survey-open.server.ts";
import { casePage } from "./case.server.ts";

/**
 * Whether the page of a form shows it, so that what was typed into it can be sent. `shut`: not
 * today, such as a proposal beside a plan in force; `gone`: never again.
 */
export type DraftDoor = "open" | "shut" | "gone";

type Whose = Pick<Visit, "actor" | "debtor">;
type Ask = (runtime: Runtime, whose: Whose, row: AccountRow, id: string) => Promise<DraftDoor>;

/** By the page of an account: a form that its page does not always have. */
const doors: Readonly<Record<string, Ask>> = {
  hardship: async ({ db }, { debtor }, row) => {
    const found = await newestHardship(db, row.id, debtor.id);
    return found === null || found.state === "withdrawn" ? "gone" : "open";
  },
  "hardship/tell": async (_runtime, _whose, row) => (row.status === "open" ? "open" : "shut"),
  propose: async (runtime, { debtor }, row) => {
    const loaded = await loadAccount(runtime, runtime.db, row);
    if (row.status !== "open" || loaded.balance.totalMinor <= 0n) return "shut";
    return (await replaceablePlan(runtime, runtime.db, loaded, debtor)).ok ? "open" : "shut";
  },
  "how-was-it": async (runtime, { debtor }, row) => {
    const loaded = await loadAccount(runtime, runtime.db, row);
    const state = await surveyState(runtime.db, loaded, debtor.id);
    return state === "open" ? "open" : state === "answered" ? "gone" : "shut";
  },
  cases: async (runtime, { actor }, row, caseId) => {
    const loaded = await loadAccount(runtime, runtime.db, row);
    const page = await casePage(runtime, actor, loaded, caseId);
    const stands = page !== null && (page.waits || page.may.accept || page.may.reopen);
    return stands ? "open" : "gone";
  },
};

/** `form`: as `draftForm` names it. */
export async function draftDoor(runtime: Runtime, whose: Whose, form: string): Promise<DraftDoor> {
  const [path = ""] = form.split("#");
  const [, account, accountId, ...rest] = path.split("/");
  const [page, id = ""] = rest[0] === "cases" ? rest : [rest.join("/")];
  const ask = account === "a" ? doors[page ?? ""] : undefined;
  if (ask === undefined) return "open";
  const accounts = await listDebtorAccounts(runtime.db, whose.debtor.id);
  const row = accounts.find((one) => one.id === accountId);
  return row === undefined ? "shut" : ask(runtime, whose, row, id);
}

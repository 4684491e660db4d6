import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { listCasesOf } from "#app/db/stores/case-files.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { newestHardship } from "#app/db/stores/hardship-cases.server.ts";
import type { DebtorActor } from "#app/services/actor.ts";
import { type NewCase, openCase } from "#app/services/cases/open-case.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { Runtime } from "#app/services/ports.ts";

const dispute: NewCase = {
  kind: "dispute",
  ground: "already-paid",
  words: {
    text: "I paid this in full at the branch in spring. (An invented case.)",
    amount: "500",
  },
};
const complaint: NewCase = {
  kind: "complaint",
  ground: "information",
  words: { text: "Two letters gave me two different balances. (An invented case.)" },
};

/** Opens one hardship case, one dispute and one complaint, unless each was opened before. */
export async function seedCases(runtime: Runtime, portfolios: readonly Portfolio[]): Promise<void> {
  const hard = await somebody(runtime, portfolios, "QC-6225-0091");
  if ((await newestHardship(runtime.db, hard.accountId, hard.debtor.id)) === null) {
    const taken = await submitHardship(runtime, hard, hard.accountId, {
      reasons: ["other-debts"],
      since: null,
      text: "别家也有欠款要还，想先少还一些。（虚构的例子）",
      vulnerable: false,
      crisis: false,
    });
    if (!taken.ok) throw new Error(`hardship: ${taken.error}`);
  }
  await raise(runtime, await somebody(runtime, portfolios, "HL-20891"), dispute);
  await raise(runtime, await somebody(runtime, portfolios, "TF-3391"), complaint);
}

type Somebody = Awaited<ReturnType<typeof somebody>>;

async function raise(
  runtime: Runtime,
  { actor, accountId }: Somebody,
  wanted: NewCase,
): Promise<void> {
  const known = await listCasesOf(runtime.db, accountId, actor.debtorId);
  if (known.length > 0) return;
  const done = await openCase(runtime, actor, accountId, wanted);
  if (!done.ok) throw new Error(`${wanted.kind}: ${done.error}`);
}

/** An invented person as if they had come in by their link. */
async function somebody(runtime: Runtime, portfolios: readonly Portfolio[], ref: string) {
  const ids = portfolios.map(({ id }) => id);
  const [account] = await findAccountsByRef(runtime.db, ids, ref);
  const debtor = account && (await findDebtor(runtime.db, account.debtorId));
  if (account === undefined || !debtor) throw new Error(`account ${ref} is missing`);
  const actor: DebtorActor = {
    ...{ kind: "debtor", debtorId: debtor.id, sessionId: runtime.ids.next(), level: 1 },
  };
  return { actor, debtor, accountId: account.id };
}

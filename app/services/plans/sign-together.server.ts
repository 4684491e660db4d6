import type { Tx } from "#app/db/database.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { isSameName } from "#app/domain/plans/signed-name.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import { openPerson } from "../debtors/person.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import type { DraftAgreement } from "./draft-agreement.server.ts";
import { draftTogether } from "./draft-together.server.ts";
import { lockJoinable } from "./lock-joinable.server.ts";
import { type PickedPart, pickedTogether } from "./picked-together.server.ts";
import type { SignRefusal } from "./sign-plan.server.ts";
import type { Signing } from "./signing.ts";
import { writeAgreement } from "./write-agreement.server.ts";
import { type PlanGroup, writePlan } from "./write-plan.server.ts";

export interface SignedTogether {
  readonly groupId: string;
  /** A plan an account, in the order of the accounts' ids. */
  readonly plans: readonly { readonly accountId: string; readonly planId: string }[];
}

/**
 * Signs one plan for several accounts: as `signPlan`, under the locks of all accounts in the order
 * of their ids, and all or nothing. Each account gets a plan of its own, held together by the
 * group; the agreement is one. An account with a plan in force is not joined to others.
 */
export async function signTogether(
  runtime: Runtime,
  { actor, debtor }: Visit,
  accountIds: readonly string[],
  signing: Omit<Signing, "replaces">,
): Promise<Result<SignedTogether, SignRefusal>> {
  if (actor.level < 2) return err("code-first");
  if (!isSameName(signing.name, openPerson(runtime, debtor).name)) return err("name-differs");
  return runtime.db.transaction(async (tx: Tx) => {
    const locked = await lockJoinable(runtime, tx, debtor.id, accountIds);
    if (!locked.ok) return locked;
    const stated = await savedStatement(runtime, tx, debtor.id);
    const statement = stated?.statement ?? null;
    const picked = await pickedTogether(tx, locked.value, signing.pick, statement);
    if (!picked.ok) return picked;
    const { locale } = signing;
    const draft = await draftTogether(runtime, tx, picked.value, { debtor, locale });
    if (draft.sha256 !== signing.seen) return err("changed");
    return ok(await record(runtime, tx, picked.value.parts, { draft, debtor, signing }));
  });
}

interface Paper {
  readonly draft: DraftAgreement;
  readonly debtor: DebtorRow;
  readonly signing: Signing;
}

async function record(
  runtime: Runtime,
  tx: Tx,
  parts: readonly PickedPart[],
  paper: Paper,
): Promise<SignedTogether> {
  const signedAt = new Date(runtime.clock.now());
  const groupId = runtime.ids.next();
  const group: PlanGroup = {
    id: groupId,
    accountRefs: parts.map(({ loaded }) => loaded.row.ref),
  };
  const plans: SignedTogether["plans"][number][] = [];
  for (const [index, { loaded, picked }] of parts.entries()) {
    const planId = runtime.ids.next();
    await writePlan(runtime, tx, loaded, { ...paper, planId, signedAt, picked, group });
    if (index === 0) {
      await writeAgreement(runtime, tx, loaded, { ...paper, planId, signedAt, groupId });
    }
    plans.push({ accountId: loaded.row.id, planId });
  }
  return { groupId, plans };
}

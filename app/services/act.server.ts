import type { Actor, SystemActor } from "./actor.ts";

export const system: SystemActor = { kind: "system" };

/** As records name an actor: "staff:<id>", "key:<id>", "debtor:<id>", "helper:<id>", "system". */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "debtor":
      return actor.helper ? `helper:${actor.helper.id}` : `debtor:${actor.debtorId}`;
    case "staff":
      return `staff:${actor.staffId}`;
    case "key":
      return `key:${actor.keyId}`;
    case "system":
      return "system";
  }
}

/** Whether staff, a key or the product itself may act in a portfolio; a debtor never does so. */
export function worksIn(actor: Actor, portfolioId: string): boolean {
  if (actor.kind === "system") return true;
  return actor.kind !== "debtor" && actor.portfolioIds.includes(portfolioId);
}

import { z } from "zod";
import { complaintGrounds, disputeGrounds, fraudEvents } from "#app/domain/disputes/case.ts";
import type { NewCase } from "#app/services/cases/open-case.server.ts";
import type { CaseDoor } from "#app/services/reading/new-case.server.ts";

/** Grounds of the plain form; a lost card has a form of its own. */
export const plainGrounds = disputeGrounds.filter((ground) => ground !== "fraud-or-lost-card");

const text = z.string("required").trim().min(1, "required").max(2000, "too-long");
const short = z.string().trim().max(100, "too-long").optional();

const dispute = z
  .object({ ground: z.enum(plainGrounds, "choose"), right: short, paid: short, text })
  .transform(({ ground, right, paid, text: said }): NewCase => {
    const amount = ground === "wrong-amount" ? right : ground === "already-paid" ? paid : "";
    return { kind: "dispute", ground, words: { text: said, ...(amount ? { amount } : {}) } };
  });

const fraud = z
  .object({ event: z.enum(fraudEvents, "choose"), since: short, text })
  .transform(({ event, since, text: said }): NewCase => {
    const words = { text: said, event, ...(since ? { since } : {}) };
    return { kind: "dispute", ground: "fraud-or-lost-card", words };
  });

const complaint = z
  .object({ ground: z.enum(complaintGrounds, "choose"), text })
  .transform(({ ground, text: said }): NewCase => {
    return { kind: "complaint", ground, words: { text: said } };
  });

/** What each door's form is read as. */
export const caseForms = { dispute, fraud, complaint } satisfies Record<CaseDoor, unknown>;

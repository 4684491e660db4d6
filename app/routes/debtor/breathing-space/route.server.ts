import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { dateParts } from "#app/http/form-fields.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { takeBreathingSpace } from "#app/services/hardship/take-breathing-space.server.ts";
import { breathingPage } from "#app/services/reading/breathing-space.server.ts";

export async function showPause(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const page = await breathingPage(context.runtime, visit.actor, account);
  if (!page.offered) throw seeOther(`/a/${account.row.id}/hardship`);
  return page;
}

const pauseForm = z.discriminatedUnion(
  "when",
  [
    z.object({ when: z.literal("today") }),
    z.object({ when: z.literal("earlier"), from: dateParts() }),
  ],
  "choose",
);

/** Takes the breathing space from today, or from a day that lies back. */
export async function takePause(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const form = await readForm(request, context, pauseForm);
  if (!form.ok) return refuseForm(form.error);
  const from: CalendarDate | null = form.value.when === "today" ? null : form.value.from;
  const taken = await takeBreathingSpace(context.runtime, visit, account.row.id, from);
  const done = seeOther(`/a/${account.row.id}/hardship`);
  if (taken.ok) return done;
  switch (taken.error) {
    case "not-found":
      throw notFound();
    case "breathing-too-early":
    case "breathing-in-future": {
      const [year = "", month = "", day = ""] = (from ?? "").split("-");
      const typed = { when: "earlier", "from.year": year, "from.month": month, "from.day": day };
      return refuseForm(refusedForm(typed, { from: taken.error }));
    }
    default:
      return done;
  }
}

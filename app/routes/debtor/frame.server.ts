import type { AppLoadContext } from "@remix-run/node";
import { bareFrame, type DebtorFrame } from "#app/components/layout/frame.tsx";
import { helperMay } from "#app/domain/verification/helper-pages.ts";
import { sessionLife } from "#app/domain/verification/session-life.ts";
import { visitOf } from "#app/http/debtor-guard.server.ts";
import { formPath, sentKept } from "#app/http/typed-forms.server.ts";
import type { Helping } from "#app/services/helpers/helping.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { inLanguage } from "#app/services/portfolios/brand.server.ts";
import { keptDrafts } from "#app/services/reading/drafts.server.ts";
import { frameAccount } from "#app/services/reading/frame-account.server.ts";

const learnHref = "/learn";

/** The frame of a visit: brand, tabs, a person to talk to. Bare when nobody is known. */
export async function debtorFrame(request: Request, context: AppLoadContext): Promise<DebtorFrame> {
  const visit = await visitOf(request, context);
  if (typeof visit !== "string" && visit.helper !== null) {
    return helperFrame(await plainFrame(request, context, visit), visit, visit.helper);
  }
  return plainFrame(request, context, visit);
}

async function plainFrame(
  request: Request,
  context: AppLoadContext,
  visit: Visit | string,
): Promise<DebtorFrame> {
  if (typeof visit === "string") return { ...bareFrame, learnHref };
  const { brand } = visit.portfolio;
  const inside = visit.actor.level >= 1;
  const accountId = inside
    ? await frameAccount(context.runtime, visit, new URL(request.url))
    : null;
  const advice = brand.advice[0];
  return {
    brand: inLanguage(brand.name, context.locale),
    homeHref: inside ? "/home" : "/start",
    tabs: accountId === null ? [] : tabsOf(accountId),
    phone: brand.phone ? { display: brand.phone, href: `tel:${brand.phone}` } : null,
    phoneHours: inLanguage(brand.hours, context.locale) || null,
    adviceHref: advice?.url ?? null,
    learnHref,
    privacyHref: null,
    signOutAction: inside ? "/sign-out" : null,
    ...(inside
      ? {
          visitLeftMs: leftMs(visit),
          shownAtMs: context.runtime.clock.now(),
          kept: await keptAnswers(request, context, visit),
        }
      : {}),
  };
}

/** Before the code: who writes, and no word of a debt. Then: who is helped, and in what. */
function helperFrame(frame: DebtorFrame, { actor }: Visit, helper: Helping): DebtorFrame {
  const quiet = { ...frame, adviceHref: null, kept: [] };
  if (actor.level === 0) return { ...quiet, nameOnly: true, homeHref: "/helping", learnHref: null };
  const { scopes, shownAs } = helper;
  return {
    ...quiet,
    tabs: frame.tabs.filter(({ href }) => helperMay(scopes, href.split("?")[0] ?? "")),
    helper: { name: shownAs, scopes },
  };
}

/** The visitor was seen just now, or up to 20 seconds ago, which is not written down. */
function leftMs({ session, facts: { nowMs } }: Visit): number {
  const startedAt = session.createdAt.getTime();
  const life = sessionLife({ startedAt, seenAt: nowMs - 20_000 }, nowMs);
  return life.state === "ended" ? 0 : life.endsAt - nowMs;
}

/** What was typed into this page before; what was sent just now stands in the page itself. */
async function keptAnswers(request: Request, context: AppLoadContext, visit: Visit) {
  if (visit.helper !== null) return [];
  const sent = sentKept(context);
  const drafts = await keptDrafts(context.runtime, visit.debtor.id, formPath(request));
  const zone = visit.debtor.timeZone ?? visit.portfolio.timeZone;
  return drafts.filter(({ name }) => !sent.includes(name)).map((draft) => ({ ...draft, zone }));
}

function tabsOf(accountId: string): DebtorFrame["tabs"] {
  return [
    { tab: "home", href: `/home?account=${accountId}` },
    { tab: "balance", href: `/a/${accountId}/balance` },
    { tab: "ways", href: `/a/${accountId}/ways` },
    { tab: "plan", href: `/a/${accountId}/plan` },
    { tab: "messages", href: "/messages" },
  ];
}

import type { AppLoadContext } from "@remix-run/node";
import { bareFrame, type DebtorFrame } from "#app/components/layout/frame.tsx";
import { visitOf } from "#app/http/debtor-guard.server.ts";
import { inLanguage } from "#app/services/portfolios/brand.server.ts";
import { frameAccount } from "#app/services/reading/frame-account.server.ts";

/** The frame of a visit: brand, tabs, a person to talk to. Bare when nobody is known. */
export async function debtorFrame(request: Request, context: AppLoadContext): Promise<DebtorFrame> {
  const visit = await visitOf(request, context);
  if (typeof visit === "string") return bareFrame;
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
    privacyHref: null,
    signOutAction: inside ? "/sign-out" : null,
  };
}

function tabsOf(accountId: string): DebtorFrame["tabs"] {
  return [
    { tab: "home", href: `/home?account=${accountId}` },
    { tab: "balance", href: `/a/${accountId}/balance` },
    { tab: "ways", href: `/a/${accountId}/ways` },
    { tab: "plan", href: `/a/${accountId}/plan` },
  ];
}

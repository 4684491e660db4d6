import type { NextFunction, Request, Response } from "express";
import helmet from "helmet";
import type { Settings } from "./settings.server.ts";

/** What the shell needs to know to say which origins a page may use. */
export type HeaderSettings = Pick<Settings, "secureCookies" | "stripe" | "mode">;

const hostedPaymentPage = "https://checkout.stripe.com";

/**
 * The headers of every answer. Scripts run by nonce only, styles come from this site only, forms
 * go to this site and, after the redirect, to the payment page.
 */
export function securityHeaders(settings: HeaderSettings) {
  const https = settings.secureCookies;
  const dressed = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: https && { maxAge: 2 * 365 * 24 * 3600, includeSubDomains: true },
    // `no-referrer` would make forms send `Origin: null`.
    referrerPolicy: { policy: "same-origin" },
    frameguard: { action: "deny" },
  });
  const policy = contentPolicy(settings);
  return (request: Request, response: Response, next: NextFunction) => {
    response.setHeader("Content-Security-Policy", policy(response.locals.nonce));
    response.setHeader("Permissions-Policy", permissions);
    dressed(request, response, next);
  };
}

const permissions = ["camera", "geolocation", "microphone", "payment", "usb", "browsing-topics"]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** The policy but for the nonce, written once. */
function contentPolicy({ stripe, secureCookies, mode }: HeaderSettings) {
  const developing = mode === "development";
  const rules = [
    "default-src 'none'",
    "script-src 'self' 'nonce-{nonce}'",
    // Vite hands styles to a page under development as elements.
    developing ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    developing ? "connect-src 'self' ws:" : "connect-src 'self'",
    "manifest-src 'self'",
    `form-action 'self' ${stripe.apiBase ?? hostedPaymentPage}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(secureCookies ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
  return (nonce: string): string => rules.replace("{nonce}", nonce);
}

import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { linkReference } from "../links/link-reference.server.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Runtime } from "../ports.ts";

/** What the landing shows: level 0, so nothing of the person and nothing of the debt. */
export function landing(runtime: Runtime, visit: Visit, locale: string) {
  const { link, portfolio, session, proof } = visit;
  const { brand, timeZone } = portfolio;
  const sentAt = link?.sentAt ?? link?.createdAt ?? session.createdAt;
  return {
    brand: inLanguage(brand.name, locale),
    sentOn: dateInZone(sentAt.getTime(), timeZone),
    host: new URL(runtime.settings.origin).host,
    phone: brand.phone,
    check: inLanguage(brand.check, locale),
    reference: link === null ? "" : linkReference(link.id),
    codeToo: proof?.code === true,
  };
}

import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import type { Paper, PaperBlock } from "../papers/paper.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { Addressee } from "./issue-links.server.ts";

/** A link that goes by post: to whom, and what it opens. */
export interface LinkByPost {
  readonly accountRef: string;
  readonly url: string;
  readonly expiresAt: Date;
  readonly addressee: Pick<Addressee, "person" | "locale">;
}

/**
 * The letter that carries a link: a code for a phone's camera, and for whoever has none the
 * portal's address with the reference of the letter. Like mail and SMS it tells no figure, for
 * letters are opened by others too (domain.md §9).
 */
export function linkLetter(
  { settings, clock }: Pick<Runtime, "settings" | "clock">,
  portfolio: Portfolio,
  { accountRef, url, expiresAt, addressee: { person, locale } }: LinkByPost,
): Paper {
  const { brand, timeZone } = portfolio;
  const now = clock.now();
  const name = inLanguage(brand.name, locale);
  const values = {
    brand: name,
    site: brand.site,
    phone: brand.phone,
    find: `${settings.origin}/find`,
    reference: accountRef,
    expires: longDate(dateInZone(expiresAt.getTime(), timeZone), locale),
  };
  const translate = translator(locale, "notices") as unknown as (k: string, v: object) => string;
  const say = (key: string) => translate(key, values);
  const reachable = brand.phone !== "";
  const text = (key: string): PaperBlock => ({ kind: "text", text: say(key) });
  return {
    title: say("messages.link.subject"),
    lang: locale,
    at: new Date(now),
    foot: name,
    blocks: [
      {
        kind: "address",
        lines: [person.name, person.address ?? "", person.postcode ?? ""],
        beside: [name, longDate(dateInZone(now, timeZone), locale), say("linkLetter.reference")],
      },
      { kind: "title", lines: [say("messages.link.subject")] },
      text("frame.letter.greeting"),
      text("linkLetter.opens"),
      { kind: "camera", text: url, caption: say("linkLetter.camera") },
      text("linkLetter.typed"),
      text(reachable ? "frame.letter.check" : "frame.letter.checkSite"),
      text(reachable ? "frame.letter.optOut" : "frame.letter.optOutSite"),
      text("frame.letter.close"),
    ],
  };
}

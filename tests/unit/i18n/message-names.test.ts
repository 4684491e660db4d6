import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/instances.server.ts";
import { locales } from "#app/i18n/locale.ts";
import { messageKinds } from "#app/services/messages/notice-of.server.ts";

type Say = (key: string) => string;

/** Debtors read each message in their record, staff on the account: both by a name of its own. */
describe.each(locales)("in %s each kind of message has a name", (locale) => {
  const said = (namespace: "debtor" | "staff") => translator(locale, namespace) as unknown as Say;

  it.each(messageKinds)("%s", (kind) => {
    const name = kind.replaceAll("-", "_");
    expect(said("debtor")(`happened.message_${name}`)).not.toBe("");
    expect(said("staff")(`messageKind.${name}`)).not.toBe("");
  });
});

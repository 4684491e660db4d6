import { findDebtor, lockDebtor } from "#app/db/stores/debtors.server.ts";
import type { Support } from "#app/domain/notices/support.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { matchLocale } from "#app/i18n/locale.ts";
import { languageNamed } from "#app/i18n/named-language.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { changePreferences } from "../preferences/change-preferences.server.ts";
import { saveSupport } from "./save-support.server.ts";
import { supportOf } from "./support-of.server.ts";

/**
 * What a debtor ticks on the page of support needs, all of it or nothing. A language of ours that
 * they name there is the language of every later message; another one is for people to read. A name
 * that stood there before changes nothing: preferences may have been set since.
 */
export async function tellSupport(
  runtime: Runtime,
  visit: Pick<Visit, "actor" | "debtor">,
  support: Support,
): Promise<void> {
  assert(visit.actor.level >= 1, "only somebody inside says what helps them");
  await runtime.db.transaction(async (tx) => {
    await lockDebtor(tx, visit.debtor.id);
    const debtor = await findDebtor(tx, visit.debtor.id);
    assert(debtor !== null, "a visit is about a debtor");
    const before = await supportOf(runtime, tx, debtor.id);
    const isNew = support.language !== null && support.language !== before.language;
    const language = isNew ? languageNamed(support.language) : null;
    const isOther = language !== null && matchLocale(debtor.locale) !== language;
    const locale = isOther ? language : debtor.locale;
    const wanted = { locale, optOut: debtor.optOut, hours: support.hours };
    await changePreferences(runtime, tx, debtor, wanted, "portal");
    await saveSupport(runtime, tx, debtor, support);
  });
}

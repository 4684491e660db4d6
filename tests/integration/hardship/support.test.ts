import { beforeEach, describe, expect, test } from "vitest";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { noSupport, type Support } from "#app/domain/notices/support.ts";
import { languageNamed } from "#app/i18n/named-language.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { staffCase } from "#app/services/reading/staff-case.server.ts";
import { supportOf } from "#app/services/support/support-of.server.ts";
import { tellSupport } from "#app/services/support/tell-support.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let who: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  who = await verified(runtime, accountId);
});

const language = (text: string): Support => ({ ...noSupport, needs: ["language"], language: text });
const localeNow = async () => (await findDebtor(db, who.debtor.id))?.locale;
const told = () =>
  db.query<{ data: object }>(
    "select data from event where account_id = $1 and type = 'preference.changed'",
    [accountId],
  );

describe("a language that a debtor needs", () => {
  test.each([
    ["English", "en"],
    [" 英文。", "en"],
    ["英语", "en"],
    ["普通话", "zh-CN"],
    ["Chinese", "zh-CN"],
    ["粤语", null],
    ["no English, only Tagalog", null],
    ["", null],
  ] as const)("%s is %s", (words, locale) => {
    expect(languageNamed(words)).toBe(locale);
  });

  test("is that of every later message where we have it, and the collector is told", async () => {
    expect(await localeNow()).toBe("zh-CN");
    await tellSupport(runtime, who, language("English"));
    expect(await localeNow()).toBe("en");
    expect((await told()).map(({ data }) => data)).toMatchObject([{ locale: "en" }]);
    expect(await supportOf(runtime, db, who.debtor.id)).toMatchObject({ language: "English" });
  });

  test("does not undo what was chosen since", async () => {
    await tellSupport(runtime, who, language("English"));
    await savePreferences(runtime, who, { locale: "zh-CN", refused: [], hours: null });
    await tellSupport(runtime, who, { ...language("English"), note: "请慢一点说" });
    expect(await localeNow()).toBe("zh-CN");
  });

  test("that we do not have is kept for people to read, and changes no message", async () => {
    await tellSupport(runtime, who, language("粤语"));
    expect(await localeNow()).toBe("zh-CN");
    expect(await told()).toEqual([]);
  });
});

test("whoever answers a case reads what helps the debtor", async () => {
  const support: Support = { ...language("粤语"), needs: ["language", "helper"], helper: "女儿" };
  await tellSupport(runtime, who, support);
  const wanted = { kind: "complaint", ground: "contact", words: { text: "太晚打来" } } as const;
  const opened = await openCase(runtime, who.actor, accountId, wanted);
  const staff: StaffActor = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "customer-service" },
    portfolioIds: [who.portfolio.id],
  };
  const caseId = opened.ok ? opened.value.caseId : "";
  expect((await staffCase(runtime, staff, caseId))?.support).toEqual(support);
});

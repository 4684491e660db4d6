import { beforeEach, describe, expect, test } from "vitest";
import { Said } from "#app/routes/debtor/hardship/said.tsx";
import type { StaffActor } from "#app/services/actor.ts";
import { answerHardship } from "#app/services/hardship/answer-hardship.server.ts";
import { decideHardship } from "#app/services/hardship/decide-hardship.server.ts";
import {
  type HardshipInput,
  submitHardship,
} from "#app/services/hardship/submit-hardship.server.ts";
import { takeHardshipDown } from "#app/services/hardship/take-hardship-down.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";
import { render, words } from "../../unit/components/render.tsx";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let visit: Visit;
let staff: StaffActor;

beforeEach(async () => {
  runtime = testRuntime(db);
  const portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  visit = await verified(runtime, accountId);
  staff = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "customer-service" },
    portfolioIds: [portfolio.id],
  };
});

const input = (text: string): HardshipInput => ({
  ...{ reasons: ["rather-not-say"], since: null, text },
  ...{ vulnerable: false, crisis: false },
});

async function phone(text: string): Promise<string> {
  const whose = { accountId, debtorId: visit.debtor.id };
  const taken = await takeHardshipDown(runtime, staff, whose, input(text));
  if (!taken.ok) throw new Error(taken.error);
  runtime.clock.advance(60_000);
  return taken.value.caseId;
}

/** What the debtor's page has under "what you told us". */
async function said(): Promise<string> {
  const page = await hardshipPage(runtime, visit.actor, await loaded(runtime, accountId), "zh-CN");
  if (page.case === null) throw new Error("no case");
  return words(render(<Said one={page.case} zone={page.zone} />, "zh-CN"));
}

const note = /这是您在电话里说的/g;

describe("what stands on the debtor's page of a hardship", () => {
  test("has what staff took down in addition, said to be so, among the debtor's own", async () => {
    await submitHardship(runtime, visit, accountId, input("别问了"));
    const caseId = await phone("电话里说：下月复工");
    await answerHardship(runtime, visit, caseId, { act: "add", text: "工资条随后到" });
    const text = await said();
    expect(text).toMatch(/别问了.*补充 电话里说：下月复工 这是您在电话里说的.*补充 工资条随后到/);
    expect(text.match(note)).toHaveLength(1);
  });

  test("says it of the first telling too, and of nothing that staff wrote themselves", async () => {
    const caseId = await phone("别家也欠着");
    await phone("房租也到期了");
    await decideHardship(runtime, staff, caseId, {
      ...{ outcome: "declined", reason: "看过了", vulnerable: false, from: null, days: null },
      ...{ treatmentEndedOn: null, amountMinor: null, months: null, firstDueOn: null },
    });
    const text = await said();
    expect(text).toMatch(/这是您在电话里说的.*别家也欠着.*房租也到期了 这是您在电话里说的/);
    expect(text.match(note)).toHaveLength(2);
    expect(text).not.toContain("看过了");
  });
});

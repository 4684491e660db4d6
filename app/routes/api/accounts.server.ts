import { z } from "zod";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { err, ok } from "#app/domain/primitives/result.ts";
import { balanceDocument } from "#app/domain/quote/balance-document.ts";
import { offerDocument } from "#app/domain/quote/offer-document.ts";
import {
  accountAnswer,
  accountForm,
  accountLineForm,
  balanceForm,
  offerForm,
} from "#app/http/api/account-forms.server.ts";
import { byPortfolio, dateText } from "#app/http/api/forms.server.ts";
import { readLines } from "#app/http/api/lines.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { problem } from "#app/http/api/problem.server.ts";
import { openAccount } from "#app/services/accounts/open-account.server.ts";
import { putAccount } from "#app/services/accounts/put-account.server.ts";
import { saveAccountLines } from "#app/services/accounts/save-account-lines.server.ts";
import { computeOffersFor } from "#app/services/plans/offer-input.server.ts";
import { accountDocument } from "#app/services/reading/account-document.server.ts";
import { ambiguous, unnamed } from "./ambiguous.server.ts";

const put = operation({
  id: "putAccount",
  summary: "Creates an account or replaces its snapshot, with its debtor.",
  scope: "accounts:write",
  body: accountForm,
  answers: { 200: accountAnswer, 201: accountAnswer },
  async run({ runtime, actor, params, body }) {
    const ref = params.accountRef ?? "";
    if (body.accountRef !== undefined && body.accountRef !== ref) {
      const detail = "The reference in the body is another than in the address.";
      return err(problem(422, "reference-differs", detail, { path: "accountRef" }));
    }
    const name = { ref, portfolio: body.portfolio };
    const done = await putAccount(runtime, actor, name, body);
    if (done.ok) {
      const document = await accountDocument(runtime, done.value.loaded);
      return ok({ status: done.value.created ? 201 : 200, body: document });
    }
    if (done.error === "ambiguous") return err(ambiguous);
    const [first] = done.error;
    const detail = "This account cannot be taken as it stands.";
    const more = { path: first?.path ?? "", errors: done.error };
    return err(problem(422, first?.code ?? "invalid", detail, more));
  },
});

const get = operation({
  id: "getAccount",
  summary: "Snapshot, balance with explanation, holds and plan.",
  scope: "accounts:read",
  query: byPortfolio,
  answers: { 200: accountAnswer },
  async run({ runtime, actor, params, query }) {
    const name = { ref: params.accountRef ?? "", ...query };
    const found = await openAccount(runtime, actor, name);
    if (!found.ok) return unnamed(found.error);
    return ok({ status: 200, body: await accountDocument(runtime, found.value) });
  },
});

const offers = operation({
  id: "getOffers",
  summary: "Every way to pay, computed from the policy; on a day of your choice.",
  scope: "accounts:read",
  query: byPortfolio.extend({ on: dateText.optional(), firstDueOn: dateText.optional() }),
  answers: { 200: z.object({ on: dateText, balance: balanceForm, offers: z.array(offerForm) }) },
  async run({ runtime, actor, params, query }) {
    const { on: asked, firstDueOn: wished, portfolio } = query;
    const found = await openAccount(runtime, actor, { ref: params.accountRef ?? "", portfolio });
    if (!found.ok) return unnamed(found.error);
    const { state, today } = found.value;
    const { policy, currency } = found.value.portfolio;
    const on = asked === undefined ? today : calendarDate(asked);
    if (on < state.asOf) {
      const detail = `The snapshot is of ${state.asOf}; there is nothing before it.`;
      return err(problem(422, "on-before-as-of", detail, { path: "query.on" }));
    }
    const firstDueOn = wished === undefined ? null : calendarDate(wished);
    const list = await computeOffersFor(runtime, found.value, { on, firstDueOn });
    const balance = balanceDocument(balanceOn(state, policy, on), currency);
    const documents = list.map((offer) => offerDocument(offer, currency));
    return ok({ status: 200, body: { on, balance, offers: documents } });
  },
});

const batch = operation({
  id: "putAccounts",
  summary: "Accounts as lines of JSON; the rest goes in when some are refused.",
  scope: "accounts:write",
  ndjson: accountLineForm,
  answers: {
    200: z.object({
      inserted: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      refused: z.int(),
      errors: z
        .array(
          z.object({
            line: z.int(),
            accountRef: z.string().nullable(),
            path: z.string(),
            code: z.string(),
          }),
        )
        .meta({ description: "The first thousand refusals." }),
    }),
  },
  async run({ runtime, actor, lines }) {
    const source = readLines(lines, accountLineForm);
    return ok({ status: 200, body: await saveAccountLines(runtime, actor, source) });
  },
});

export const accountResources: readonly Resource[] = [
  { path: "/accounts/batch", methods: { POST: batch } },
  { path: "/accounts/{accountRef}", methods: { GET: get, PUT: put } },
  { path: "/accounts/{accountRef}/offers", methods: { GET: offers } },
];

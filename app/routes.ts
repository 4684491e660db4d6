import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/** Every address of the product, in the order in which people meet them. */

/** A debtor: from the letter to the signed plan and the receipt. */
const debtor: RouteConfig = [
  layout("routes/debtor/layout.tsx", [
    // Coming in: is it real, is it you
    route("l/:token", "routes/debtor/link/route.ts"),
    route("start", "routes/debtor/start/route.tsx"),
    route("find", "routes/debtor/find/route.tsx"),
    route("not-me", "routes/debtor/not-me/route.tsx"),
    route("check", "routes/debtor/check/route.tsx"),
    route("check/code", "routes/debtor/code/route.tsx"),
    route("locked", "routes/debtor/locked/route.tsx"),
    route("stop/:token", "routes/debtor/stop/route.tsx"),
    route("ended", "routes/debtor/ended/route.tsx"),
    route("sign-out", "routes/debtor/sign-out/route.ts"),
    route("visit", "routes/debtor/visit/route.ts"),
    route("visit/begin-anew", "routes/debtor/begin-anew/route.ts"),

    // Resting: home, balance, ways, plan
    route("home", "routes/debtor/home/route.tsx"),
    route("a/:accountId/balance", "routes/debtor/balance/route.tsx"),
    route("a/:accountId/ways", "routes/debtor/ways/route.tsx"),
    route("a/:accountId/plan", "routes/debtor/plan/route.tsx"),
    route("a/:accountId/plan/move", "routes/debtor/plan-move/route.tsx"),
    route("a/:accountId/plan/skip", "routes/debtor/plan-skip/route.tsx"),
    route("a/:accountId/plan/cancel", "routes/debtor/plan-cancel/route.tsx"),
    route("timeline", "routes/debtor/timeline/route.tsx"),

    // For anybody: what there is to understand, and whether an agreement is ours
    route("learn", "routes/debtor/learn/route.tsx"),
    route("learn/:topic", "routes/debtor/learn-topic/route.tsx"),
    route("verify", "routes/debtor/verify/route.tsx"),
    route("a/:accountId/how-was-it", "routes/debtor/survey/route.tsx"),
    route("documents", "routes/debtor/document-list/route.tsx"),
    route("everything", "routes/debtor/everything/route.tsx"),
    route("everything/:file", "routes/debtor/everything-file/route.ts"),
    route("documents/agreements/:file", "routes/debtor/documents/route.ts"),
    route("files/:fileId", "routes/debtor/files/route.ts"),

    // How to be reached, what is written, what is held
    route("messages", "routes/debtor/messages/route.tsx"),
    route("messages/:threadId", "routes/debtor/message-thread/route.tsx"),
    route("a/:accountId/messages/new", "routes/debtor/message-new/route.tsx"),
    route("preferences", "routes/debtor/preferences/route.tsx"),
    route("preferences/record", "routes/debtor/contact-record/route.tsx"),
    route("preferences/contacts/:channel", "routes/debtor/contact-change/route.tsx"),

    // Somebody helps: invited by the debtor, let in by a code, proposes what the debtor signs
    route("preferences/helpers", "routes/debtor/helpers/route.tsx"),
    route("preferences/helpers/new", "routes/debtor/helper-invite/route.tsx"),
    route("h/:token", "routes/debtor/helper-link/route.ts"),
    route("helping", "routes/debtor/helping/route.tsx"),
    route("a/:accountId/suggest", "routes/debtor/suggest/route.ts"),
    route("a/:accountId/suggested/:suggestionId", "routes/debtor/suggested/route.tsx"),

    // Something is wrong: say it, follow it
    route("a/:accountId/wrong", "routes/debtor/wrong/route.tsx"),
    route("a/:accountId/wrong/:door", "routes/debtor/new-case/route.tsx"),
    route("a/:accountId/cases/:caseId", "routes/debtor/case/route.tsx"),
    route("a/:accountId/cases/:caseId/letter.pdf", "routes/debtor/case-letter/route.ts"),

    // When it is hard: what is left over, a pause, a person
    route("afford", "routes/debtor/afford-of/route.ts"),
    route("a/:accountId/afford", "routes/debtor/afford/route.tsx"),
    route("a/:accountId/hardship", "routes/debtor/hardship/route.tsx"),
    route("a/:accountId/hardship/tell", "routes/debtor/hardship-tell/route.tsx"),
    route("a/:accountId/breathing-space", "routes/debtor/breathing-space/route.tsx"),
    route("a/:accountId/support", "routes/debtor/support/route.tsx"),

    // Journeys: propose, sign, pay
    route("a/:accountId/propose", "routes/debtor/propose/route.tsx"),
    route("a/:accountId/sign", "routes/debtor/sign/route.tsx"),
    route("together", "routes/debtor/together/route.tsx"),
    route("together/sign", "routes/debtor/sign-together/route.tsx"),
    route("a/:accountId/autopay", "routes/debtor/autopay/route.tsx"),
    route("a/:accountId/autopay/return", "routes/debtor/autopay-return/route.tsx"),
    route("a/:accountId/pay", "routes/debtor/pay/route.tsx"),
    route("a/:accountId/pay/transfer", "routes/debtor/transfer/route.tsx"),
    route("a/:accountId/payer-link", "routes/debtor/payer-link/route.tsx"),
    route("pay", "routes/debtor/pay-several/route.tsx"),
    route("pay/return", "routes/debtor/pay-return/route.tsx"),
    route("pay/receipts/:attemptId", "routes/debtor/pay-receipt/route.tsx"),
    route("a/:accountId/credit", "routes/debtor/credit/route.tsx"),
    route("a/:accountId/receipts/:paymentId", "routes/debtor/receipt/route.tsx"),
    route("a/:accountId/receipts/:paymentId/receipt.pdf", "routes/debtor/receipt-file/route.ts"),

    route("*", "routes/debtor/not-found.tsx"),
  ]),
];

/** Somebody else who pays an amount for a debtor: a reference and the amount, nothing more. */
const payer: RouteConfig = [
  layout("routes/payer/layout.tsx", [
    route("y/:token", "routes/payer/link/route.ts"),
    route("payer", "routes/payer/pay/route.tsx"),
    route("payer/return", "routes/payer/return/route.tsx"),
    route("payer/receipt", "routes/payer/receipt/route.tsx"),
    route("payer/ended", "routes/payer/ended/route.tsx"),
  ]),
];

/** Staff: sign-in, today, accounts, imports. */
const staff: RouteConfig = [
  route("staff", "routes/staff/layout.tsx", [
    route("sign-in", "routes/staff/sign-in/route.tsx"),
    route("sign-out", "routes/staff/sign-out/route.ts"),
    index("routes/staff/today/route.tsx"),
    route("tasks/:taskId/done", "routes/staff/close-task/route.ts"),
    route("accounts", "routes/staff/accounts/route.tsx"),
    route("accounts/:accountId", "routes/staff/account/route.tsx"),
    route("accounts/:accountId/link", "routes/staff/send-link/route.tsx"),
    route("accounts/:accountId/links/:linkId/revoke", "routes/staff/revoke-link/route.ts"),
    route("accounts/:accountId/helpers/:helperId/end", "routes/staff/end-helper/route.ts"),
    route("accounts/:accountId/hold", "routes/staff/hold/route.tsx"),
    route("accounts/:accountId/take-down", "routes/staff/take-down/route.tsx"),
    route("accounts/:accountId/message", "routes/staff/begin-message/route.tsx"),
    route("accounts/:accountId/holds/:holdId/end", "routes/staff/end-hold/route.ts"),
    route("proposals", "routes/staff/proposals/route.tsx"),
    route("proposals/:proposalId", "routes/staff/proposal/route.tsx"),
    route("disputes", "routes/staff/cases/route.tsx", { id: "staff-disputes" }),
    route("disputes/:caseId", "routes/staff/case/route.tsx", { id: "staff-dispute" }),
    route("complaints", "routes/staff/cases/route.tsx", { id: "staff-complaints" }),
    route("complaints/:caseId", "routes/staff/case/route.tsx", { id: "staff-complaint" }),
    route("cases/:caseId/letter.pdf", "routes/staff/case-letter/route.ts"),
    route("hardship", "routes/staff/hardship/route.tsx"),
    route("hardship/:hardshipId", "routes/staff/hardship-case/route.tsx"),
    route("messages", "routes/staff/messages/route.tsx"),
    route("messages/:threadId", "routes/staff/message-thread/route.tsx"),
    route("plans", "routes/staff/plans/route.tsx"),
    route("payments", "routes/staff/payments/route.tsx"),
    route("payments/refunds", "routes/staff/refunds/route.tsx"),
    route("payments/refunds/:refundId", "routes/staff/decide-refund/route.ts"),
    route("payments/:paymentId", "routes/staff/payment/route.tsx"),
    route("payments/:paymentId/refund", "routes/staff/refund/route.tsx"),
    route("accounts/:accountId/payment", "routes/staff/record-payment/route.tsx"),
    route("accounts/:accountId/credit", "routes/staff/move-credit/route.tsx"),
    route("evidence/:fileId", "routes/staff/evidence/route.ts"),
    route("breaks", "routes/staff/breaks/route.tsx"),
    route("breaks/:breakId", "routes/staff/break/route.tsx"),
    route("imports", "routes/staff/imports/route.tsx"),
    route("imports/:runId", "routes/staff/import-run/route.tsx"),
    route("imports/:runId/errors.csv", "routes/staff/import-errors/route.ts"),
    route("*", "routes/staff/not-found.tsx"),
  ]),
];

/** Machines: the API, the provider's webhooks, probes. */
const machine: RouteConfig = [
  // Its addresses stand in routes/api/resources.server.ts, of which openapi.json is made too.
  route("api/v1/openapi.json", "routes/api/openapi.ts"),
  route("api/v1/*", "routes/api/v1.ts"),
  route("webhooks/stripe", "routes/webhooks/stripe/route.ts"),
  route("healthz", "routes/api/healthz.ts"),
  route("readyz", "routes/api/readyz.ts"),
  route("metrics", "routes/api/metrics.ts"),
];

/** Of every page: the other language, the sheet of all components. */
const everywhere: RouteConfig = [
  route("language/:locale", "routes/language.ts"),
  route("styleguide", "routes/styleguide/route.tsx"),
  route("styleguide/staff", "routes/styleguide/staff.tsx"),
];

export default [...everywhere, ...machine, ...staff, ...payer, ...debtor];

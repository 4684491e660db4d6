import { z } from "zod";
import {
  accountRefText,
  amountText,
  componentAmounts,
  componentsAnswer,
  currencyCode,
  dateText,
  eventNumber,
  momentText,
  plainText,
  portfolioCode,
  uuidText,
} from "./forms.server.ts";

const maybe = <Form extends z.ZodType>(form: Form) => form.nullish();

/** The terms of a debt; their own reader checks them to the end (interfaces.md §5). */
const interestForm = z.record(z.string(), z.unknown()).meta({
  id: "InterestTerms",
  description: "As in a quote: dailyRate or annualRate, dayCount, accruesOn, compounding, …",
});

const debtorForm = z
  .strictObject({
    ref: plainText(100),
    name: plainText(200),
    dateOfBirth: maybe(dateText),
    idLast4: maybe(plainText(4)),
    postcode: maybe(plainText(20)),
    phone: maybe(plainText(60)),
    email: maybe(plainText(320)),
    address: maybe(z.string().max(500)),
    locale: maybe(plainText(60)),
    timeZone: maybe(plainText(60)),
  })
  .meta({ id: "Debtor" });

/** What `PUT` takes: the snapshot of an account with its debtor (interfaces.md §6). */
export const accountForm = z
  .strictObject({
    accountRef: accountRefText.optional(),
    portfolio: portfolioCode,
    debtor: debtorForm,
    currency: currencyCode,
    asOf: dateText,
    components: componentAmounts,
    minimumDue: maybe(amountText),
    interest: maybe(interestForm),
    delinquentSince: maybe(dateText),
    product: maybe(plainText(100)),
    cardLast4: maybe(plainText(4)),
    originalCreditor: maybe(plainText(200)),
    openedOn: maybe(dateText),
    chargeOffOn: maybe(dateText),
    lastStatementOn: maybe(dateText),
    itemisation: maybe(
      z.strictObject({
        on: maybe(dateText),
        amount: maybe(amountText),
        payments: maybe(amountText),
        credits: maybe(amountText),
      }),
    ),
    flags: maybe(z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/)).max(50)),
    status: maybe(z.enum(["open", "recalled", "closed"])),
    jointDebtors: maybe(z.array(plainText(100)).max(20)),
    appliedThrough: maybe(eventNumber),
  })
  .meta({ id: "AccountSnapshot" });

/** A line of a batch names its account itself. */
export const accountLineForm = accountForm
  .required({ accountRef: true })
  .meta({ id: "AccountLine" });

export const balanceForm = componentsAnswer
  .extend({
    total: amountText,
    credit: amountText,
    daysOverdue: z.int(),
    explanation: z.array(z.record(z.string(), z.unknown())),
    itemisation: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: "Balance" });

export const holdForm = z
  .object({
    id: uuidText,
    kind: z.string(),
    effects: z.array(z.string()),
    from: dateText,
    to: dateText.nullable(),
    reason: z.string(),
    setBy: z.string(),
    createdAt: momentText,
    endedAt: momentText.nullable(),
  })
  .meta({ id: "Hold" });

export const planForm = z
  .object({
    id: uuidText,
    portfolio: z.string(),
    accountRef: z.string(),
    kind: z.string(),
    state: z.string(),
    interest: z.string(),
    frequency: z.string().nullable(),
    currency: currencyCode,
    toPay: amountText,
    paid: amountText,
    waived: amountText,
    firstDueOn: dateText,
    lastDueOn: dateText,
    agreedAt: momentText,
    endedAt: momentText.nullable(),
    replacedBy: uuidText.nullable(),
  })
  .meta({ id: "Plan" });

/** An account as `GET` shows it: the snapshot, and what the portal makes of it today. */
export const accountAnswer = accountForm
  .loose()
  .extend({
    accountRef: z.string(),
    lastSeq: eventNumber.meta({ description: "Number of the account's last event." }),
    on: dateText.meta({ description: "The day of the balance, in the portfolio's zone." }),
    balance: balanceForm,
    holds: z.array(holdForm),
    plan: planForm.nullable(),
  })
  .meta({ id: "Account" });

/** Offers have the form of a quote's. */
export const offerForm = z.record(z.string(), z.unknown()).meta({ id: "Offer" });

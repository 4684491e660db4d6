import { appendAudit } from "#app/db/stores/audit.server.ts";
import { insertPortfolio, type PortfolioRow } from "#app/db/stores/portfolios.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { parsePolicy } from "#app/domain/policy/read-policy.ts";
import { policyDocument } from "#app/domain/policy/write-policy.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isTimeZone } from "#app/domain/primitives/zone.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import type { Brand } from "./brand.server.ts";
import { countryOf, plainBrand } from "./plain-brand.server.ts";

export interface NewPortfolio {
  /** Short and lasting: what commands and files call it. */
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  /** BCP 47: the language in which debtors without one of their own are served. */
  readonly locale: string;
  readonly timeZone: string;
  /** A preset's name, or a policy document (interfaces.md §5). */
  readonly policy: unknown;
  /** What is shown of the creditor; parts that are not given are plain. */
  readonly brand?: Partial<Brand>;
  /** Allow-list of card, alipay, wechat_pay, as far as the currency has them. */
  readonly paymentMethods?: readonly string[];
  readonly codeAlways?: boolean;
}

export interface PortfolioFault {
  readonly code: string;
  readonly message: string;
  /** The option or the place in the policy that is wrong. */
  readonly path: string;
}

/** Adds a portfolio with its policy; a code that is taken is refused and changes nothing. */
export async function addPortfolio(
  runtime: Runtime,
  actor: Actor,
  wanted: NewPortfolio,
): Promise<Result<PortfolioRow, PortfolioFault>> {
  const checked = rowOf(runtime, wanted);
  if (!checked.ok) return checked;
  const row = checked.value;
  return runtime.db.transaction(async (tx) => {
    if (!(await insertPortfolio(tx, row))) {
      return fault("code-taken", `there is a portfolio ${row.code} already`, "code");
    }
    await appendAudit(tx, {
      portfolioId: row.id,
      actor: actorName(actor),
      action: "portfolio.added",
      subject: `portfolio:${row.id}`,
      detail: { code: row.code, policyId: row.policyId },
      at: new Date(runtime.clock.now()),
    });
    return ok(row);
  });
}

function rowOf(runtime: Runtime, wanted: NewPortfolio): Result<PortfolioRow, PortfolioFault> {
  const { code, name, currency, timeZone } = wanted;
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(code)) {
    return fault("bad-code", "a code has letters, digits, - and _, at most 40", "code");
  }
  if (name.trim() === "" || name.length > 100) {
    return fault("bad-name", "a name has 1 to 100 characters", "name");
  }
  if (!isCurrency(currency)) {
    return fault("unknown-currency", "expected an ISO 4217 code in use, like CNY", "currency");
  }
  if (!isTimeZone(timeZone)) {
    return fault("unknown-time-zone", "expected a zone like Asia/Shanghai", "time-zone");
  }
  const locale = canonicalTag(wanted.locale);
  if (locale === null) return fault("unknown-locale", "expected a tag like zh-CN", "locale");
  const policy = parsePolicy(wanted.policy, { currency, timeZone });
  if (!policy.ok) return fault(policy.error.code, policy.error.message, policyPath(policy.error));
  const methods = allowedMethods(runtime, currency, wanted.paymentMethods);
  if (!methods.ok) return methods;
  const { id: policyId } = policy.value;
  const country = wanted.brand?.country ?? countryOf(policyId, locale, currency);
  const brand: Brand = { ...plainBrand(name, country, runtime.settings.origin), ...wanted.brand };
  return ok({
    id: runtime.ids.next(),
    code,
    name,
    currency,
    locale,
    timeZone,
    brand,
    policy: policyDocument(policy.value),
    policyId,
    policyVersion: 1,
    paymentMethods: methods.value,
    codeAlways: wanted.codeAlways ?? false,
  });
}

/** The wished allow-list, as far as the provider has the methods in this currency. */
function allowedMethods(
  runtime: Runtime,
  currency: Currency,
  wanted: readonly string[] | undefined,
): Result<readonly string[], PortfolioFault> {
  if (wanted === undefined) return ok(methodsFor(currency));
  const able: readonly string[] = runtime.payments.capabilities(currency).methods;
  const unfit = wanted.find((method) => !able.includes(method));
  if (unfit === undefined && wanted.length > 0) return ok([...new Set(wanted)]);
  const message = `in ${currency} there are ${able.join(", ")}; name one or more of them`;
  return fault("unknown-method", message, "methods");
}

function fault(code: string, message: string, path: string): Result<never, PortfolioFault> {
  return err({ code, message, path });
}

function policyPath({ path }: { path: string }): string {
  return path === "" ? "policy" : `policy.${path}`;
}

function canonicalTag(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

/** Alipay and WeChat Pay through Stripe take CNY (payments.md §1). */
function methodsFor(currency: string): readonly string[] {
  return currency === "CNY" ? ["card", "alipay", "wechat_pay"] : ["card"];
}

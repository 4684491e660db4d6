import { useTranslation } from "react-i18next";
import { isCurrency } from "#app/domain/money/currency.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { clockTime, shortDate } from "#app/i18n/dates.ts";
import { signedSum } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { DeliveryState, DeliveryStep } from "../ui/delivery.tsx";
import { LogEntry } from "../ui/log.tsx";

/** One line of "what has happened"; moments in epoch milliseconds, amounts in minor units. */
export interface HappeningProps {
  readonly at: number;
  readonly what: string;
  readonly accountId: string | null;
  readonly changeMinor: bigint | null;
  readonly currency: string | null;
  readonly paymentId: string | null;
  readonly delivery: {
    readonly state: DeliveryStep;
    readonly times: Partial<Record<DeliveryStep, number>>;
  } | null;
  readonly contact: {
    readonly allowed: boolean;
    readonly rule: string;
    readonly channel: string;
    readonly to: string;
  } | null;
}

/** An event's or a message's line: what it was, by how much, and how far the news has come. */
export function HappeningEntry({ zone, ...one }: HappeningProps & { readonly zone: string }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const day = dateInZone(one.at, zone);
  const title = t(`happened.${one.what.replace(/[.-]/g, "_")}` as "happened.link_sent");
  const amount =
    one.changeMinor !== null && one.currency !== null && isCurrency(one.currency)
      ? signedSum(one.changeMinor, one.currency, locale)
      : undefined;
  return (
    <LogEntry
      when={shortDate(day, locale)}
      iso={day}
      title={title}
      amount={amount}
      detail={one.contact || paidHere(one) ? <Detail {...one} /> : undefined}
      {...(one.delivery ? { delivery: deliveryOf(one.delivery, zone, locale) } : {})}
    />
  );
}

/** What has a receipt that says more: a payment, and what went back of it. */
const paidHere = ({ what, paymentId }: HappeningProps): boolean =>
  paymentId !== null && what !== "payment.failed";

function Detail({ paymentId, accountId, contact }: HappeningProps) {
  const { t } = useTranslation("debtor");
  if (contact) {
    const rule = contact.rule.replace(/[^A-Za-z0-9]+/g, "_");
    const words = t(`contactRule.${rule}` as "contactRule.service_message");
    return (
      <>{t(contact.allowed ? "happened.wentTo" : "happened.notSent", { ...contact, words })}</>
    );
  }
  return <a href={`/a/${accountId}/receipts/${paymentId}`}>{t("happened.receipt")}</a>;
}

function deliveryOf(
  delivery: NonNullable<HappeningProps["delivery"]>,
  zone: string,
  locale: Parameters<typeof clockTime>[2],
): DeliveryState {
  const times = Object.entries(delivery.times).map(([step, at]) => [
    step,
    clockTime(at, zone, locale),
  ]);
  return { reached: delivery.state, times: Object.fromEntries(times) };
}

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import type { HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate, shortDate, shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";
import { CasesBlock } from "./cases-block.tsx";
import { MessagesBlock } from "./messages-block.tsx";

interface PapersColumnProps {
  readonly account: StaffAccountPage;
  readonly may: Readonly<Record<"hold" | "record" | "cases" | "write", boolean>>;
}

/** What stands on the account besides the money: holds, payments, who looked. */
export function PapersColumn({ account, may }: PapersColumnProps) {
  return (
    <>
      <HoldsBlock account={account} may={may} />
      <CasesBlock account={account} mayRead={may.cases} />
      <PaymentsBlock account={account} may={may} />
      <MessagesBlock account={account} mayWrite={may.write} />
      <LooksBlock account={account} />
    </>
  );
}

function HoldsBlock({ account, may }: PapersColumnProps) {
  const { t } = useTranslation("staff");
  const base = `/staff/accounts/${account.id}`;
  const inForce = account.holds.filter((hold) => !hold.ended);
  const ended = account.holds.filter((hold) => hold.ended);
  const add = may.hold && <a href={`${base}/hold`}>{t("account.add")}</a>;
  return (
    <Block title={t("account.holds")} beside={add}>
      {inForce.length === 0 && <p className="gap-s">{t("account.noHolds")}</p>}
      {inForce.map((hold) => (
        <HoldNote key={hold.id} hold={hold}>
          {may.hold && hold.kind !== "agreed-plan" && !hold.keptByTreatment && (
            <PageForm action={`${base}/holds/${hold.id}/end`}>
              <Button look="second">{t("account.endHold")}</Button>
            </PageForm>
          )}
        </HoldNote>
      ))}
      {ended.map((hold) => (
        <HoldNote key={hold.id} hold={hold} />
      ))}
    </Block>
  );
}

interface HoldNoteProps {
  readonly hold: StaffAccountPage["holds"][number];
  readonly children?: ReactNode;
}

function HoldNote({ hold, children }: HoldNoteProps) {
  const { t } = useTranslation(["staff", "debtor", "common"]);
  const locale = useLocale();
  const from = shortDate(hold.from as CalendarDate, locale);
  const dates = hold.to
    ? t("account.fromTo", { from, to: shortDate(hold.to as CalendarDate, locale) })
    : t("account.fromOn", { from });
  const stops = hold.effects
    .map((effect) => t(`debtor:holdEffect.${effect as HoldEffect}`))
    .join(t("common:listSeparator"));
  return (
    <Note title={t(`debtor:holdKind.${hold.kind as HoldKind}`)} level={3}>
      <p className="small quiet">{dates}</p>
      {stops !== "" && <p className="small quiet">{t("account.stops", { stops })}</p>}
      {hold.kind !== "agreed-plan" && (
        <p className="small quiet">
          <HoldReason reason={hold.reason} />
        </p>
      )}
      {children}
    </Note>
  );
}

/** A hold that a case or the debtor set names where it comes from; other reasons are words. */
function HoldReason({ reason }: { reason: string }) {
  const { t } = useTranslation("staff");
  const [what, id] = reason.split(":");
  if (what === "hardship" && id) {
    return <a href={`/staff/hardship/${id}`}>{t("hardship.case")}</a>;
  }
  if (what === "dispute" && id) return <>{t("cases.title.dispute")}</>;
  return <>{reason === "asked-by-debtor" ? t("hardship.asked") : reason}</>;
}

function PaymentsBlock({ account, may }: PapersColumnProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const record = <a href={`/staff/accounts/${account.id}/payment`}>{t("account.recordPayment")}</a>;
  return (
    <Block title={t("account.payments")} beside={may.record && record}>
      {account.payments.length === 0 && <p className="gap-s">{t("account.noPayments")}</p>}
      <Facts>
        {account.payments.map((payment) => (
          <Fact
            key={payment.id}
            name={
              <>
                {mediumDate(payment.on as CalendarDate, locale)}
                <br />
                <span className="small quiet">
                  <a href={`/staff/payments/${payment.id}`}>{payment.receiptNo}</a>
                  {t("account.separator")}
                  {t(`paymentSource.${payment.source}`)}
                </span>
              </>
            }
          >
            <Amount minor={payment.amountMinor} currency={account.balance.currency} />
            {payment.state === "reversed" && <> {t("account.reversed")}</>}
          </Fact>
        ))}
      </Facts>
    </Block>
  );
}

function LooksBlock({ account }: { account: StaffAccountPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  return (
    <Block title={t("account.looks")}>
      <ul className="threads">
        {account.looks.map((look) => (
          <li key={look.id}>
            {look.name ?? t(`actor.${look.kind as "system"}`)}{" "}
            <span className="quiet">{t(`act.${actKey(look.action)}`)}</span>
            <br />
            <span className="quiet small">{shortMoment(look.at, account.zone, locale)}</span>
          </li>
        ))}
      </ul>
      {account.looks.length === 0 && <p className="gap-s">{t("account.firstLook")}</p>}
    </Block>
  );
}

const acts = [
  "account_viewed",
  "link_issued",
  "link_revoked",
  "hold_set",
  "hold_ended",
  "refund_requested",
  "refund_approved",
  "refund_declined",
  "credit_moved",
  "dispute_open",
  "complaint_open",
  "hardship_submit",
  "message_begun",
] as const;

function actKey(action: string): (typeof acts)[number] | "other" {
  return acts.find((act) => act === action.replace(/[.-]/g, "_")) ?? "other";
}

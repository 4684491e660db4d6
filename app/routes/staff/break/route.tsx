import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { Money } from "#app/components/money/money.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { breakKindKey } from "#app/components/staff/break-kind.ts";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { BeyondBlock } from "./beyond-block.tsx";
import { MoneyBlock } from "./money-block.tsx";
import { openBreak, workOn } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openBreak(request, context, params.breakId ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  workOn(request, context, params.breakId ?? "");

/** One difference: what it means, what is known, whose it is, and how it ends. */
export default function Break() {
  const { t } = useTranslation("staff");
  const { found, mayClose, mayDecide } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const kind = breakKindKey(found.kind);
  const { money } = found;
  const { beyond } = found;
  const waits = money?.state === "open" || money?.state === "waiting" || beyond !== null;
  return (
    <StaffPage
      title={t(`break.${kind}.what`)}
      crumbs={<a href="/staff/breaks">{t("breaks.title")}</a>}
      lead={t(`break.${kind}.why`)}
    >
      <NarrowForm>
        {money && <MoneyBlock money={money} mayDecide={mayDecide} refused={refused} />}
        {beyond && <BeyondBlock beyond={beyond} mayDecide={mayDecide} refused={refused} />}
        <Known />
        {found.state === "open" && mayClose && !waits && <Closing />}
      </NarrowForm>
    </StaffPage>
  );
}

/** What has a word of its own; the rest keeps the name under which it was stored. */
const detailNames = [
  "planId",
  "replacedBy",
  "asOf",
  "asked",
  "found",
  "paymentId",
  "went",
  "beyond",
  "provider",
  "settled",
  "books",
  "payout",
  "movements",
  "movement",
  "about",
  "sort",
  "occurredAt",
  "recordedAt",
  "reasons",
  "attemptId",
  "posting",
  "status",
] as const;

/** Reasons that the product itself wrote: the money left suspense. */
const ends = {
  "suspense:release": "released",
  "suspense:return": "returned",
  "suspense:move": "moved",
} as const;
const lossReason = "suspense:loss";

/** What was stored with it, and whose it is. */
function Known() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { found, mayClose } = useLoaderData<typeof loader>();
  const { zone } = found;
  const reasonOf = (reason: string) => {
    const [begin = "", ...said] = reason.split(": ");
    const end = ends[begin as keyof typeof ends];
    if (begin === "explained-later") return t("breaks.explained");
    if (begin === lossReason) return [t("beyond.is.written"), ...said].join(" · ");
    return end === undefined ? reason : [t(`suspense.is.${end}`), ...said].join(" · ");
  };
  const nameOf = (name: string) => {
    const known = detailNames.find((one) => one === name);
    return known === undefined ? name : t(`breaks.detail.${known}`);
  };
  return (
    <Block title={t("breaks.known")}>
      <Facts>
        <Fact name={t("today.raised")}>{longMoment(found.raisedAt, zone, locale)}</Fact>
        <Fact name={t("breaks.age")}>{t("breaks.days", { count: found.days })}</Fact>
        {found.portfolio && <Fact name={t("accounts.portfolio")}>{found.portfolio}</Fact>}
        {found.accountId && (
          <Fact name={t("today.account")}>
            <a href={`/staff/accounts/${found.accountId}`}>{found.accountRef}</a>
          </Fact>
        )}
        <Fact name={t("breaks.reference")}>{found.reference}</Fact>
        <Fact name={t("breaks.owner")}>{found.owner ?? t("breaks.nobody")}</Fact>
        {found.closedAt !== null && (
          <Fact name={t("breaks.closedAt")}>
            {longMoment(found.closedAt, zone, locale)} {found.closedBy}
          </Fact>
        )}
        {found.reason && <Fact name={t("breaks.reason")}>{reasonOf(found.reason)}</Fact>}
        {found.detail.map((line) => (
          <Fact key={`${line.name} ${line.text}`} name={nameOf(line.name)}>
            {line.money === null ? line.text : <Money {...line.money} />}
          </Fact>
        ))}
      </Facts>
      {found.state === "open" && mayClose && (
        <PageForm>
          <input type="hidden" name="intent" value={found.mine ? "disown" : "own"} />
          <Acts>
            <Button look="second">{t(found.mine ? "breaks.disown" : "breaks.own")}</Button>
          </Acts>
        </PageForm>
      )}
    </Block>
  );
}

function Closing() {
  const { t } = useTranslation("staff");
  const form = useFormView(useActionData<typeof action>()?.refused);
  const label = t("breaks.reason");
  return (
    <Block title={t("breaks.close")}>
      <ErrorSummary form={form} labels={{ reason: label }} />
      <PageForm>
        <input type="hidden" name="intent" value="close" />
        <TextAreaField
          {...form.field("reason")}
          label={label}
          hint={t("breaks.reasonHint")}
          maxLength={500}
        />
        <Acts>
          <Button>{t("breaks.close")}</Button>
        </Acts>
      </PageForm>
    </Block>
  );
}

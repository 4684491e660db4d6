import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FileField } from "#app/components/forms/file-field.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { addNames, againNames } from "./kept-names.ts";
import type { answerCase, showHardship } from "./route.server.ts";
import { Said } from "./said.tsx";

type Page = Awaited<ReturnType<typeof showHardship>>;
type Case = NonNullable<Page["case"]>;

interface CaseProps {
  readonly one: Case;
  readonly page: Page;
}

/** A case: by when it is answered, or what the answer is and how to reply. */
export function CaseStands({ one, page }: CaseProps) {
  const waits = one.state === "submitted" || one.state === "reopened";
  return waits ? <Waiting one={one} page={page} /> : <Decided one={one} page={page} />;
}

function Waiting({ one, page }: CaseProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const day = one.answerBy === null ? "" : longDate(dateInZone(one.answerBy, page.zone), locale);
  return (
    <>
      <PageTitle document={t("hardship.document")}>{t("hardship.waiting")}</PageTitle>
      {page.added && (
        <p className="lead">
          {whole(t("hardship.added", { date: longDate(dateInZone(one.at, page.zone), locale) }))}
        </p>
      )}
      <p className={page.added ? "small" : "lead"}>{t("hardship.waitingLead", { date: day })}</p>
      <Said one={one} zone={page.zone} />
      <AddMore one={one} page={page} />
      <PageForm encType="multipart/form-data">
        <input type="hidden" name="case" value={one.id} />
        <input type="hidden" name="act" value="withdraw" />
        <Acts>
          <Button look="second">{t("hardship.withdraw")}</Button>
        </Acts>
      </PageForm>
    </>
  );
}

/** More words and papers while it waits: nothing has to be taken back for what was forgotten. */
function AddMore({ one, page }: CaseProps) {
  const { t } = useTranslation("debtor");
  const form = useFormView(useActionData<typeof answerCase>()?.refused, {}, addNames);
  const labels = { text: t("hardship.addText"), files: t("hardship.papers") };
  return (
    <Section title={t("case.add.title")}>
      <ErrorSummary form={form} labels={labels} />
      <PageForm kept={addNames} encType="multipart/form-data">
        <input type="hidden" name="case" value={one.id} />
        <input type="hidden" name="act" value="add" />
        <TextAreaField {...form.field("text")} label={labels.text} maxLength={4000} />
        <FileField {...form.field("files")} label={labels.files} added={page.unsent} />
        <Acts>
          <Button>{t("case.add.go")}</Button>
        </Acts>
      </PageForm>
    </Section>
  );
}

function Decided({ one, page }: CaseProps) {
  const { t } = useTranslation("debtor");
  const words = one.steps.findLast((step) => step.kind === "decided")?.text ?? null;
  const outcome = one.outcome ?? "declined";
  const rule = one.terms?.rule ?? null;
  return (
    <>
      <PageTitle document={t("hardship.document")}>
        {t(`hardship.outcome.${outcome}.title`)}
      </PageTitle>
      <p className="lead">{t(`hardship.outcome.${outcome}.lead`)}</p>
      <Given one={one} page={page} />
      <Note title={t("hardship.why")}>
        <p className="small quiet">
          {words ??
            t(one.files.length > 0 && rule === 1 ? "hardship.byPapers" : "hardship.byWords")}
        </p>
      </Note>
      {one.pick && one.state === "decided" && (
        <Acts>
          <ButtonLink href={`/a/${page.accountId}/sign?offer=${one.pick}`}>
            {t("hardship.seePlan")}
          </ButtonLink>
        </Acts>
      )}
      {outcome === "token-plan" && (
        <Acts>
          <ButtonLink href={`/a/${page.accountId}/pay`}>{t("afford.little")}</ButtonLink>
        </Acts>
      )}
      <Reply one={one} page={page} />
      <Said one={one} zone={page.zone} />
    </>
  );
}

function Given({ one, page }: CaseProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { from = null, to = null, firstDueOn = null } = one.terms ?? {};
  const day = (date: typeof from) => (date === null ? "" : longDate(date, locale));
  if (one.outcome === "declined") return null;
  return (
    <Facts gap>
      {from && <Fact name={t("hardship.from")}>{day(from)}</Fact>}
      {from && <Fact name={t("hardship.to")}>{to ? day(to) : t("hardship.untilEnded")}</Fact>}
      {one.amountMinor !== null && (
        <Fact name={t("hardship.monthly")}>
          {moneyInText(one.amountMinor, page.currency, locale)}
        </Fact>
      )}
      {firstDueOn && <Fact name={t("ways.firstOn")}>{day(firstDueOn)}</Fact>}
    </Facts>
  );
}

/** Takes the answer, or says that it does not help: a person looks again. */
function Reply({ one, page }: CaseProps) {
  const { t } = useTranslation("debtor");
  const form = useFormView(useActionData<typeof answerCase>()?.refused, {}, againNames);
  const labels = { text: t("hardship.notEnough"), files: t("hardship.papers") };
  return (
    <Section title={t("hardship.reply")}>
      {one.state === "decided" ? (
        <PageForm encType="multipart/form-data">
          <input type="hidden" name="case" value={one.id} />
          <input type="hidden" name="act" value="answer" />
          <Acts close>
            <Button look="second">{t("hardship.agree")}</Button>
          </Acts>
        </PageForm>
      ) : (
        <p className="quiet">{t("hardship.agreed")}</p>
      )}
      <ErrorSummary form={form} labels={labels} />
      <PageForm kept={againNames} encType="multipart/form-data">
        <input type="hidden" name="case" value={one.id} />
        <input type="hidden" name="act" value="reopen" />
        <TextAreaField
          {...form.field("text")}
          label={labels.text}
          hint={t("hardship.notEnoughHint")}
          maxLength={4000}
        />
        <FileField {...form.field("files")} label={labels.files} added={page.unsent} />
        <Acts close>
          <Button look="second">{t("hardship.again")}</Button>
        </Acts>
      </PageForm>
    </Section>
  );
}

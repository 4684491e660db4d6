import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageForm } from "../forms/page-form.tsx";
import { Acts, Button, PlainLink } from "../ui/button.tsx";

interface ConfirmChangeProps {
  readonly page: {
    readonly accountId: string;
    readonly planId: string;
    readonly next: { readonly n: number; readonly dueOn: string } | null;
  };
  readonly go: ReactNode;
  /** More hidden fields. */
  readonly children?: ReactNode;
}

/** The one button that makes a change; it names plan, instalment and date as they were shown. */
export function ConfirmChange({ page, go, children }: ConfirmChangeProps) {
  const { t } = useTranslation("debtor");
  return (
    <PageForm>
      <input type="hidden" name="plan" value={page.planId} />
      <input type="hidden" name="n" value={page.next?.n ?? 1} />
      <input type="hidden" name="on" value={page.next?.dueOn ?? ""} />
      {children}
      <Acts>
        <Button>{go}</Button>
        <PlainLink href={`/a/${page.accountId}/plan`}>{t("planChange.keep")}</PlainLink>
      </Acts>
    </PageForm>
  );
}

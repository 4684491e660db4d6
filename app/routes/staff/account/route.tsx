import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountColumns } from "#app/components/staff/block.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { notFound } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { staffAccount } from "#app/services/reading/staff-account.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { AccountFigures } from "./figures.tsx";
import { MoneyColumn } from "./money-column.tsx";
import { PapersColumn } from "./papers-column.tsx";
import { PersonColumn } from "./person-column.tsx";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "accounts:read");
  const account = await staffAccount(context.runtime, actor, params.accountId ?? "");
  if (account === null) throw notFound();
  return {
    account,
    may: {
      link: roleMay(actor.role, "links:send"),
      revoke: roleMay(actor.role, "links:revoke"),
      hold: roleMay(actor.role, "holds:write"),
      record: roleMay(actor.role, "payments:record"),
      cases: roleMay(actor.role, "cases:read"),
      takeDown: roleMay(actor.role, "cases:open"),
      write: roleMay(actor.role, "messages:answer"),
    },
  };
}

/** Everything about one account on one page. */
export default function Account() {
  const { t } = useTranslation("staff");
  const { account, may } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/staff/accounts/${account.id}`;
  const done = doneOf(params.get("done"));
  const crumbs = (
    <>
      <a href="/staff/accounts">{t("accounts.title")}</a> / {account.ref}
    </>
  );
  const acts = (
    <>
      {may.takeDown && account.status === "open" && (
        <ButtonLink look="second" href={`${base}/take-down`}>
          {t("account.takeDown")}
        </ButtonLink>
      )}
      {may.hold && (
        <ButtonLink look="second" href={`${base}/hold`}>
          {t("account.placeHold")}
        </ButtonLink>
      )}
      {may.link && account.status === "open" && (
        <ButtonLink href={`${base}/link`}>{t("account.sendLink")}</ButtonLink>
      )}
    </>
  );
  return (
    <StaffPage
      title={account.people[0]?.name ?? account.ref}
      crumbs={crumbs}
      lead={[account.portfolio, account.product].filter(Boolean).join(t("account.separator"))}
      acts={acts}
    >
      {done && <Note title={t(`account.done.${done}`)} />}
      <AccountFigures account={account} />
      <AccountColumns
        left={<PersonColumn account={account} may={may} />}
        middle={<MoneyColumn account={account} />}
        right={<PapersColumn account={account} may={may} />}
      />
    </StaffPage>
  );
}

const dones = [
  "link-sent",
  "link-revoked",
  "hold-set",
  "hold-ended",
  "helper-ended",
  "taken-down",
  "taken-down-added",
  "message-begun",
  "message-waits",
  "message-untold",
] as const;

function doneOf(text: string | null): (typeof dones)[number] | null {
  return dones.find((done) => done === text) ?? null;
}

import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { SupportFacts } from "#app/components/staff/support-facts.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Tag } from "#app/components/ui/tag.tsx";
import { Digits } from "#app/components/ui/text.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { matchLocale } from "#app/i18n/locale.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";
import { ContactBlock } from "./contact-block.tsx";
import { HelpersBlock } from "./helpers-block.tsx";

interface PersonColumnProps {
  readonly account: StaffAccountPage;
  readonly may: { readonly link: boolean; readonly revoke: boolean };
}

/** Who owes, by which rules they may be reached, and the links that were made. */
export function PersonColumn({ account, may }: PersonColumnProps) {
  const { t } = useTranslation("staff");
  return (
    <>
      {account.people.map((person, index) => (
        <PersonBlock
          key={person.id}
          person={person}
          title={t(index === 0 ? "account.person" : "account.jointPerson")}
        />
      ))}
      <ContactBlock account={account} />
      <LinksBlock account={account} may={may} />
      <HelpersBlock account={account} mayEnd={may.revoke} />
      {account.others.length > 0 && (
        <Block title={t("account.others")}>
          <Facts>
            {account.others.map(({ id, ref, status }) => (
              <Fact key={id} name={<a href={`/staff/accounts/${id}`}>{ref}</a>}>
                {t(`accountStatus.${status}`)}
              </Fact>
            ))}
          </Facts>
        </Block>
      )}
    </>
  );
}

type Person = StaffAccountPage["people"][number];

function PersonBlock({ person, title }: { person: Person; title: string }) {
  const { t } = useTranslation(["staff", "common"]);
  const locale = matchLocale(person.locale);
  return (
    <Block title={title}>
      <Facts>
        <Fact name={t("person.name")}>{person.name}</Fact>
        <Fact name={t("person.ref")}>{person.ref}</Fact>
        <Fact name={t("person.language")}>
          {locale ? t(`common:languages.${locale}`) : person.locale}
        </Fact>
        {person.idLast4 && <Fact name={t("person.idLast4")}>{ending(t, person.idLast4)}</Fact>}
        <Fact name={t("person.phone")}>
          {person.phoneEnding ? ending(t, person.phoneEnding) : t("person.none")}
        </Fact>
        <Fact name={t("person.email")}>{person.email ?? t("person.none")}</Fact>
        {person.postcode && <Fact name={t("person.postcode")}>{person.postcode}</Fact>}
        <SupportFacts support={person.support} />
        {person.wrongPerson && (
          <Fact name={t("person.contact")}>
            <Tag tone="attention">{t("person.wrongPerson")}</Tag>
          </Fact>
        )}
      </Facts>
    </Block>
  );
}

type Say = ReturnType<typeof useTranslation<["staff", "common"]>>["t"];

function ending(t: Say, digits: string) {
  return (
    <>
      {t("person.ending")} <Digits>{digits}</Digits>
    </>
  );
}

function LinksBlock({ account, may }: PersonColumnProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const base = `/staff/accounts/${account.id}`;
  const fresh = may.link && account.status === "open" && (
    <a href={`${base}/link`}>{t("account.newLink")}</a>
  );
  const moment = (at: number) => shortMoment(at, account.zone, locale);
  return (
    <Block title={t("account.links")} beside={fresh}>
      {account.links.length === 0 && <p className="gap-s">{t("account.noLinks")}</p>}
      {account.links.map((link) => (
        <div key={link.id}>
          <Facts>
            <Fact name={<Digits>{link.reference}</Digits>}>
              <Tag {...(link.state === "live" || link.state === "opened" ? on : {})}>
                {t(`linkState.${link.state}`)}
              </Tag>
            </Fact>
            <Fact name={t(`channel.${link.channel}`)}>{moment(link.sentAt ?? link.madeAt)}</Fact>
            {link.openedAt && <Fact name={t("account.opened")}>{moment(link.openedAt)}</Fact>}
            {(link.state === "live" || link.state === "opened") && (
              <Fact name={t("account.ends")}>{moment(link.expiresAt)}</Fact>
            )}
          </Facts>
          {may.revoke && (link.state === "live" || link.state === "opened") && (
            <PageForm action={`${base}/links/${link.id}/revoke`}>
              <Button look="second">{t("account.revoke")}</Button>
            </PageForm>
          )}
        </div>
      ))}
    </Block>
  );
}

const on = { tone: "on" as const };

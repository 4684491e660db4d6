import { useLoaderData } from "@remix-run/react";
import { Column, DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { bareFrame, FrameContext } from "#app/components/layout/frame.tsx";
import { AsOf, Eyebrow, TimeFigure } from "#app/components/money/figure.tsx";
import { SoloLink } from "#app/components/ui/button.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { FormSamples } from "./form-samples.tsx";
import { guardStyleguide } from "./guard.server.ts";
import { MoneySamples } from "./money-samples.tsx";
import { PaperSamples } from "./paper-samples.tsx";
import { PartSamples } from "./part-samples.tsx";
import { OfferSamples, PlanSamples } from "./plan-samples.tsx";
import { frame } from "./samples.ts";
import { useSay } from "./use-say.ts";

export const loader = guardStyleguide;

const failures = [403, 404, 409, 429, 500];

/** Every component of the debtor's pages in all its states; never in production. */
export default function Styleguide() {
  const { theme } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <div data-theme={theme} className="ground">
      <FrameContext.Provider value={{ ...bareFrame, ...frame }}>
        <DebtorPage tab="home" width="wide">
          <Column>
            <PageTitle>{say("title")}</PageTitle>
            <Lead>{say("lead")}</Lead>
            <p className="links">
              <SoloLink href="/styleguide?theme=dark">{say("dark")}</SoloLink>
              <SoloLink href="/styleguide?theme=light">{say("light")}</SoloLink>
              <SoloLink href="/styleguide/staff">{say("staffPage")}</SoloLink>
            </p>
            <MoneySamples />
          </Column>
          <Section title={say("offers")}>
            <OfferSamples />
          </Section>
          <Column>
            <PlanSamples />
            <PartSamples />
            <FormSamples />
            <Waiting />
          </Column>
          <Section title={say("paper")}>
            <PaperSamples />
          </Section>
        </DebtorPage>
      </FrameContext.Provider>
    </div>
  );
}

/** Empty, locked, unknown, failed. */
function Waiting() {
  const say = useSay();
  return (
    <>
      <Section title={say("locked")}>
        <Eyebrow left={say("lockedEyebrow")} />
        <p className="gap-s">
          <TimeFigure>14:35</TimeFigure>
        </p>
        <AsOf>{say("asOf")}</AsOf>
      </Section>
      <Section title={say("unknown")}>
        <Lead>{say("unknownLead")}</Lead>
      </Section>
      <Section title={say("emptyTitle")}>
        <Lead>{say("emptyLead")}</Lead>
      </Section>
      <Section title={say("errorPages")}>
        <p className="links">
          {failures.map((status) => (
            <SoloLink key={status} href={`/styleguide?fail=${status}`}>
              {status}
            </SoloLink>
          ))}
        </p>
      </Section>
    </>
  );
}

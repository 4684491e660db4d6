import { useLoaderData } from "@remix-run/react";
import type { PageHandle } from "#app/components/layout/page-handle.ts";
import { BulkBar, Filter, Filters, Views } from "#app/components/staff/filters.tsx";
import { Cell, Grid, GridGroup, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { type StaffFrame, StaffFrameContext } from "#app/components/staff/staff-frame.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Strip, StripFigure } from "#app/components/staff/strip.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { ReadOut } from "#app/components/ui/text.tsx";
import { guardStyleguide } from "./guard.server.ts";
import { StaffAccountSample } from "./staff-account-sample.tsx";
import { useSayStaff } from "./use-say-staff.ts";

export const loader = guardStyleguide;
export const handle = { area: "staff", i18n: ["staff"], script: true } satisfies PageHandle;

/** Every component of the staff's pages: for development, never in production. */
export default function StaffStyleguide() {
  const { theme } = useLoaderData<typeof loader>();
  const say = useSayStaff();
  const frame: StaffFrame = {
    person: say("person"),
    portfolio: say("portfolio"),
    signOutAction: "/styleguide/staff",
    rail: [
      { label: say("today"), href: "/styleguide/today", count: "10", due: true },
      { label: say("accounts"), href: "/styleguide/staff", count: "1.0 M" },
      { label: say("decide"), href: "/styleguide/decide", count: "9" },
      { label: say("imports"), href: "/styleguide/imports", gapped: true },
      { label: say("reports"), href: "/styleguide/reports" },
    ],
  };
  const acts = (
    <>
      <ButtonLink href="#hold" look="second">
        {say("act1")}
      </ButtonLink>
      <ButtonLink href="#link" look="second">
        {say("act2")}
      </ButtonLink>
    </>
  );
  return (
    <div data-theme={theme} className="ground">
      <StaffFrameContext.Provider value={frame}>
        <StaffPage title={say("title")} crumbs={say("crumbs")} lead={say("lead")} acts={acts}>
          <Figures />
          <StaffAccountSample />
          <List />
        </StaffPage>
      </StaffFrameContext.Provider>
    </div>
  );
}

function Figures() {
  const say = useSayStaff();
  return (
    <Strip>
      <StripFigure name={say("strip1")} detail={say("strip1s")}>
        ¥16,386.11
      </StripFigure>
      <StripFigure name={say("strip2")} detail={say("strip2s")}>
        86
      </StripFigure>
      <StripFigure name={say("strip3")} detail={say("strip3s")}>
        ¥8.01
      </StripFigure>
      <StripFigure name={say("strip4")} detail={say("strip4s")}>
        {say("strip4v")}
      </StripFigure>
      <StripFigure name={say("strip5")} detail={say("strip5s")} late>
        {say("strip5v")}
      </StripFigure>
    </Strip>
  );
}

function List() {
  const say = useSayStaff();
  const acts = (
    <>
      <Button>{say("act2")}</Button>
      <Button look="second">{say("act1")}</Button>
    </>
  );
  return (
    <>
      <Views
        label={say("accounts")}
        views={[
          { label: say("view1"), href: "#60", current: true },
          { label: say("view2"), href: "#mine", current: false },
        ]}
      />
      <Filters>
        <Filter id="days" label={say("filter1")}>
          <input className="input" id="days" name="days" size={7} defaultValue="60" />
        </Filter>
        <Filter id="state" label={say("filter2")}>
          <select className="input" id="state" name="state">
            <option>{say("any")}</option>
          </select>
        </Filter>
        <Button look="second">{say("filter")}</Button>
        <a href="#clear">{say("clear")}</a>
      </Filters>
      <Table />
      <BulkBar
        count={say("chosen")}
        acts={acts}
        note={say("recheck")}
        clear={<a href="#clear">{say("clear")}</a>}
      />
    </>
  );
}

function Table() {
  const say = useSayStaff();
  const heads = (
    <>
      <GridHead>
        <ReadOut>{say("act1")}</ReadOut>
      </GridHead>
      <GridHead>{say("name")}</GridHead>
      <GridHead>{say("ref")}</GridHead>
      <GridHead right sort="descending" href="#sort">
        {say("balance")}
      </GridHead>
      <GridHead>{say("state")}</GridHead>
      <GridHead>{say("last")}</GridHead>
    </>
  );
  return (
    <Grid caption={say("accounts")} heads={heads} grouped>
      <GridGroup title={say("late")} columns={6}>
        <Person n={1} state={say("stateA")} selected />
        <Person n={2} state={say("stateB")} late />
      </GridGroup>
      <GridGroup title={say("soon")} columns={6}>
        <Person n={3} state={say("stateC")} current />
        <Person n={4} state={say("stateA")} />
      </GridGroup>
    </Grid>
  );
}

function Person({ n, state, late, ...row }: PersonProps) {
  const say = useSayStaff();
  const name = `${say("title")} ${n}`;
  return (
    <GridRow {...row}>
      <Cell>
        <input type="checkbox" aria-label={name} defaultChecked={row.selected} />
      </Cell>
      <Cell>
        <a href={`#${n}`}>{name}</a>
      </Cell>
      <Cell look="quiet">MH-2211-0482{n}</Cell>
      <Cell look="right">16,386.11</Cell>
      <Cell>{state}</Cell>
      <Cell look={late ? "late" : "quiet"}>14:05</Cell>
    </GridRow>
  );
}

interface PersonProps {
  readonly n: number;
  readonly state: string;
  readonly late?: boolean;
  readonly selected?: boolean;
  readonly current?: boolean;
}

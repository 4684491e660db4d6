import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Cell, Grid, GridGroup, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { taskKind } from "#app/components/staff/task-kind.ts";
import { Button } from "#app/components/ui/button.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { TodayPage } from "#app/services/reading/staff-today.server.ts";

interface TaskTableProps {
  readonly tasks: TodayPage["tasks"];
  readonly mayClose: boolean;
}

const groups = ["late", "today", "later"] as const;

/** What waits for a person, in the order in which it is due. */
export function TaskTable({ tasks, mayClose }: TaskTableProps) {
  const { t } = useTranslation("staff");
  const heads = (
    <>
      <GridHead>{t("today.dueAt")}</GridHead>
      <GridHead>{t("today.what")}</GridHead>
      <GridHead>{t("today.account")}</GridHead>
      <GridHead>{t("today.why")}</GridHead>
      <GridHead right>{t("today.next")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("rail.today")} heads={heads} grouped>
      {groups.map((group) => {
        const own = tasks.filter((task) => task.group === group);
        if (own.length === 0) return null;
        return (
          <GridGroup
            key={group}
            title={t(`today.group.${group}`, { count: own.length })}
            columns={5}
          >
            {own.map((task) => (
              <TaskLine key={task.id} task={task} mayClose={mayClose} />
            ))}
          </GridGroup>
        );
      })}
    </Grid>
  );
}

/** Looked at elsewhere, and closed here: nothing there would say that it was done. */
const closedHere = ["hardship-review", "debtor-leaves"];

/** Where a kind of work is done; it is not closed by hand then, but for a few. */
function placeOf(task: LineProps["task"]): string | null {
  if (task.proposalId !== null) return `/staff/proposals/${task.proposalId}`;
  if (task.kind === "message") return `/staff/messages/${task.reference}`;
  if (task.kind === "hardship-review") return `/staff/hardship/${task.reference.split(":")[0]}`;
  if (task.kind === "debtor-leaves") return `/staff/disputes/${task.reference}`;
  if (task.kind === "hardship") return `/staff/hardship/${task.reference}`;
  if (task.caseId !== null) return `/staff/${task.kind}s/${task.caseId}`;
  return task.kind === "refund" ? "/staff/payments/refunds" : null;
}

function TaskLine({ task, mayClose }: Omit<TaskTableProps, "tasks"> & LineProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const kind = taskKind(task.kind);
  const place = placeOf(task);
  const at = shortMoment(task.dueAt ?? task.at, task.zone, locale);
  const account = task.accountId === null ? null : `/staff/accounts/${task.accountId}`;
  return (
    <GridRow>
      <Cell look={task.group === "late" ? "late" : "quiet"}>{at}</Cell>
      <Cell>{t(`task.${kind}.what`)}</Cell>
      <Cell>
        {account !== null && <a href={account}>{task.name}</a>}{" "}
        <span className="quiet">{task.ref}</span>
      </Cell>
      <Cell>{t(`task.${kind}.why`)}</Cell>
      <Cell look="right">
        {place !== null && <a href={place}>{t("today.decide")}</a>}
        {(place === null || closedHere.includes(task.kind)) && mayClose && (
          <PageForm action={`/staff/tasks/${task.id}/done`}>
            <Button look="second">{t("today.done")}</Button>
          </PageForm>
        )}
      </Cell>
    </GridRow>
  );
}

interface LineProps {
  readonly task: TodayPage["tasks"][number];
}

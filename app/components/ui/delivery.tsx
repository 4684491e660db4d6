import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";
import { ReadOut } from "./text.tsx";

/** How far a fact has come on its way into the collector's system (domain.md §10). */
export const deliverySteps = ["recorded", "sent", "accepted", "applied"] as const;
export type DeliveryStep = (typeof deliverySteps)[number];

export interface DeliveryState {
  readonly reached: DeliveryStep;
  /** Clock times of the steps that have been reached, as shown. */
  readonly times: Partial<Record<DeliveryStep, string>>;
}

/** One line that fills from the left; when applied it folds to a tick. */
export function Delivery({ state }: { state: DeliveryState }) {
  const { t } = useTranslation("common");
  const reached = deliverySteps.indexOf(state.reached);
  if (state.reached === "applied") return <DeliveryDone time={state.times.applied} />;
  return (
    <ol className="delivery" aria-label={t("delivery.label")}>
      {deliverySteps.map((step, index) => (
        <li
          key={step}
          className={classes(index <= reached && "done", index === reached && "now") || undefined}
          aria-current={index === reached ? "step" : undefined}
        >
          {t(`delivery.${step}`)}
          {state.times[step] && <time>{state.times[step]}</time>}
        </li>
      ))}
    </ol>
  );
}

/** The same in the width of a word, for a row of a table. */
export function DeliveryMarks({ reached }: { reached: DeliveryStep }) {
  const { t } = useTranslation("common");
  const last = deliverySteps.indexOf(reached);
  return (
    <ol className="delivery" aria-label={t(`delivery.${reached}`)}>
      {deliverySteps.map((step, index) => (
        <li key={step} className={index <= last ? "done" : undefined}>
          <ReadOut>{index <= last ? t(`delivery.${step}`) : ""}</ReadOut>
        </li>
      ))}
    </ol>
  );
}

function DeliveryDone({ time }: { time: string | undefined }) {
  const { t } = useTranslation("common");
  return (
    <p className="s">
      <span className="done-line">
        <Icon name="done" />
        {time ? t("delivery.appliedAt", { time }) : t("delivery.applied")}
      </span>
    </p>
  );
}

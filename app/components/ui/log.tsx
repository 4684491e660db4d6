import type { ReactNode } from "react";
import { Delivery, DeliveryMarks, type DeliveryState } from "./delivery.tsx";

/** What has happened, newest first. Put `LogEntry` in it; on staff pages `LogLine`. */
export function Log({ children }: { children: ReactNode }) {
  return <ol className="log">{children}</ol>;
}

interface LogEntryProps {
  /** The day as shown, and its machine form. */
  readonly when: ReactNode;
  readonly iso: string;
  readonly title: ReactNode;
  /** A signed sum such as −2,000.00; stands at the right edge. */
  readonly amount?: ReactNode;
  readonly detail?: ReactNode;
  readonly delivery?: DeliveryState;
  /** Said under an unfinished delivery: what comes next and when. */
  readonly next?: ReactNode;
}

export function LogEntry({ when, iso, title, amount, detail, delivery, next }: LogEntryProps) {
  return (
    <li>
      <time className="nb" dateTime={iso}>
        {when}
      </time>
      <div>
        <p className="t">
          <span>{title}</span>
          {amount && <span className="n">{amount}</span>}
        </p>
        {detail && <p className="s">{detail}</p>}
        {delivery && <Delivery state={delivery} />}
        {next && <p className="s">{next}</p>}
      </div>
    </li>
  );
}

/** One line of an account's timeline, for staff. */
export function LogLine({ when, iso, title, detail, delivery }: LogEntryProps) {
  return (
    <li>
      <time className="nb" dateTime={iso}>
        {when}
      </time>
      <div>
        <span>{title}</span> {detail && <span className="quiet">{detail}</span>}
      </div>
      {delivery && <DeliveryMarks reached={delivery.reached} />}
    </li>
  );
}

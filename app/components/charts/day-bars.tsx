import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { daysBetween } from "#app/domain/primitives/date.ts";

export interface DayBar {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** The height as a share of the tallest bar, 0–1; 0 while it was paused. */
  readonly share: number;
  /** What a day of it costs, as shown: "8.64". */
  readonly label: string;
}

interface DayBarsProps {
  readonly bars: readonly DayBar[];
  /** Dates under the axis, as shown, by bar: an empty text leaves one out. */
  readonly dates: readonly string[];
  readonly endDate: string;
  /** The whole in words, for those who do not see it. */
  readonly title: string;
}

const base = 96;
const tallest = 72;

/** What each day costs: wide as its days, high as its price. The table beside it has the sums. */
export function DayBars({ bars, dates, endDate, title }: DayBarsProps) {
  const placed = place(bars);
  return (
    <svg className="chart" height="120" role="img" aria-label={title}>
      <line x1="0" x2="100%" y1={base} y2={base} className="base" />
      {placed.map(({ bar, start, width }) => (
        <Bar key={bar.from} bar={bar} start={start} width={width} />
      ))}
      {placed.map(({ bar, start, width }, index) => {
        const shown = width > 14 && start < 84 ? dates[index] : "";
        if (!shown) return null;
        return (
          <text key={bar.from} x={share(start)} y="114" textAnchor={start > 0 ? "middle" : "start"}>
            {shown}
          </text>
        );
      })}
      <text x="100%" y="114" textAnchor="end">
        {endDate}
      </text>
    </svg>
  );
}

interface Placed {
  readonly bar: DayBar;
  readonly start: number;
  readonly width: number;
}

function Bar({ bar, start, width }: Placed) {
  const high = bar.share > 0 ? Math.max(bar.share * tallest, 4) : 4;
  const y = base - high;
  return (
    <>
      <rect
        x={share(start)}
        y={y.toFixed(1)}
        width={share(Math.max(width - 0.6, 0.4))}
        height={high.toFixed(1)}
        className={bar.share > 0 ? "b2" : "b0"}
      />
      {width > 8 && (
        <text
          x={share(start + width / 2)}
          y={(y - 7).toFixed(1)}
          textAnchor="middle"
          className={bar.share > 0 ? "k" : undefined}
        >
          {bar.label}
        </text>
      )}
    </>
  );
}

function place(bars: readonly DayBar[]): Placed[] {
  const whole = bars.reduce((days, bar) => days + daysBetween(bar.from, bar.to), 0) || 1;
  let before = 0;
  return bars.map((bar) => {
    const days = daysBetween(bar.from, bar.to);
    const start = (before / whole) * 100;
    before += days;
    return { bar, start, width: (days / whole) * 100 };
  });
}

function share(percent: number): string {
  return `${percent.toFixed(2)}%`;
}

/** How the collector's system answers; `ok` accepts. */
export interface Behaviour {
  readonly mode:
    | "ok"
    | "fail"
    | "refuse"
    | "down"
    | "hang"
    | "slow"
    | "redirect"
    | "accept-and-drop";
  /** For how many deliveries; nothing means until it is changed. */
  times: number | undefined;
  /** Wait of `slow`. */
  readonly delayMs: number;
  /** Status of `fail` (preset 500) and `refuse` (preset 400). */
  readonly status: number;
}

const MODES = ["ok", "fail", "refuse", "down", "hang", "slow", "redirect", "accept-and-drop"];
const STATUS: Record<string, number> = { fail: 500, refuse: 400, redirect: 307 };

export const WELL: Behaviour = { mode: "ok", times: undefined, delayMs: 0, status: 204 };

/** Reads `{"mode","times"?,"delayMs"?,"status"?}`; nothing when it is of another form. */
export function readBehaviour(given: Record<string, unknown>): Behaviour | undefined {
  const { mode, times, delayMs = 1000, status = STATUS[String(mode)] ?? 204 } = given;
  const numbers = [times ?? 1, delayMs, status];
  if (!MODES.includes(String(mode)) || !numbers.every(Number.isInteger)) return undefined;
  return {
    mode: mode as Behaviour["mode"],
    times: times === undefined ? undefined : Number(times),
    delayMs: Number(delayMs),
    status: Number(status),
  };
}

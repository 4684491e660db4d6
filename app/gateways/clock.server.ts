import type { Clock } from "#app/services/ports.ts";

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

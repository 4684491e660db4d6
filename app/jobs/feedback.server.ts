import { handOnEvents, type UnderWay } from "#app/services/feedback/hand-on-events.server.ts";
import { eventsChannel } from "#app/services/feedback/record-event.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Hears most facts at once; this finds those whose notice was lost, and tries that are due. */
const everyMs = 1_000;

/**
 * Hands facts on as they happen: numbers them and brings them to the endpoints, until it is
 * stopped. Several workers may run. A slow endpoint holds up nobody else.
 */
export async function startFeedback(runtime: Runtime): Promise<{ stop(): Promise<void> }> {
  const underWay: UnderWay = { lanes: new Map(), work: new Set() };
  let turn: Promise<void> | null = null;
  let again = false;
  const stopping = new AbortController();

  const wake = (): void => {
    again = true;
    if (turn !== null || stopping.signal.aborted) return;
    turn = keepTurning().finally(() => {
      turn = null;
    });
  };

  async function keepTurning(): Promise<void> {
    while (again && !stopping.signal.aborted) {
      again = false;
      await handOnEvents(runtime, underWay, stopping.signal).catch((error: Error) => {
        runtime.log.warn({ err: error.message }, "events not handed on; tried again");
      });
    }
  }

  const stopListening = await runtime.db.listen(eventsChannel, wake);
  const clock = setInterval(wake, everyMs);
  wake();
  return {
    async stop() {
      stopping.abort();
      clearInterval(clock);
      await stopListening();
      await turn;
      await Promise.all(underWay.work);
    },
  };
}

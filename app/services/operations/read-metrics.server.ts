import { Gauge, Registry } from "prom-client";
import { type Backlog, readBacklog } from "#app/db/stores/health.server.ts";
import type { Runtime } from "../ports.ts";

const gauges: Readonly<Record<keyof Backlog, readonly [name: string, help: string]>> = {
  unplaced: ["events_unplaced", "Facts without a place in the feed"],
  deliveriesWaiting: ["deliveries_waiting", "Events that endpoints have not taken"],
  oldestWaitingS: ["delivery_oldest_waiting_seconds", "Age of the oldest of them"],
  endpointsDisabled: ["webhook_endpoints_disabled", "Endpoints that were stopped"],
  messagesQueued: ["messages_queued", "Messages on their way"],
  providerEventsWaiting: ["provider_events_waiting", "Provider events not settled yet"],
  attemptsOpen: ["payment_attempts_open", "Payments begun and not ended"],
};

/** Prometheus text: what waits, and what this process uses. */
export async function readMetrics(
  runtime: Runtime,
): Promise<{ readonly type: string; readonly text: string }> {
  const registers = new Registry();
  const backlog = await readBacklog(runtime.db, new Date(runtime.clock.now()));
  for (const [key, [name, help]] of Object.entries(gauges)) {
    const gauge = new Gauge({ name: `evenkeel_${name}`, help, registers: [registers] });
    gauge.set(backlog[key as keyof Backlog]);
  }
  const memory = { name: "process_resident_memory_bytes", help: "Memory of this process" };
  new Gauge({ ...memory, registers: [registers] }).set(process.memoryUsage().rss);
  const pool = { name: "evenkeel_database_connections", help: "Connections by state" };
  const connections = new Gauge({ ...pool, labelNames: ["state"], registers: [registers] });
  const { idleCount, totalCount, waitingCount } = runtime.db.pool;
  connections.set({ state: "idle" }, idleCount);
  connections.set({ state: "busy" }, totalCount - idleCount);
  connections.set({ state: "waiting" }, waitingCount);
  return { type: registers.contentType, text: await registers.metrics() };
}

import { describe, expect, test } from "vitest";
import { createLog } from "#app/http/log.server.ts";
import { keepRunner } from "#app/jobs/keep-runner.server.ts";

const log = createLog("silent");

/** Runners that only count: how many were started, which were stopped, and how to lose one. */
function someRunners(starts: readonly ("ok" | "refused")[] = []) {
  const made: { lose: () => void; stopped: boolean }[] = [];
  let asked = 0;
  const start = async (lost: () => void) => {
    const outcome = starts[asked] ?? "ok";
    asked += 1;
    if (outcome === "refused") throw new Error("connect ECONNREFUSED");
    const runner = { lose: lost, stopped: false };
    made.push(runner);
    return {
      async stop() {
        runner.stopped = true;
      },
    };
  };
  return { made, start, asked: () => asked };
}

describe("a runner that is kept", () => {
  test("is replaced as a whole when a part of it was lost", async () => {
    const { made, start } = someRunners();
    await keepRunner(log, start);
    made[0]?.lose();
    await expect.poll(() => made.length).toBe(2);
    expect(made.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  test("is replaced once, however many of its parts are lost", async () => {
    const { made, start, asked } = someRunners();
    await keepRunner(log, start);
    for (let part = 0; part < 4; part += 1) made[0]?.lose();
    await expect.poll(() => made.length).toBe(2);
    expect(asked()).toBe(2);
  });

  test("is tried again until the database answers", async () => {
    const { made, start, asked } = someRunners(["ok", "refused", "refused", "ok"]);
    await keepRunner(log, start);
    made[0]?.lose();
    await expect.poll(() => made.length, { timeout: 10_000 }).toBe(2);
    expect(asked()).toBe(4);
  });

  test("lost again later: replaced again", async () => {
    const { made, start } = someRunners();
    await keepRunner(log, start);
    made[0]?.lose();
    await expect.poll(() => made.length).toBe(2);
    made[1]?.lose();
    await expect.poll(() => made.length).toBe(3);
  });

  test("that was stopped is not replaced", async () => {
    const { made, start, asked } = someRunners();
    const kept = await keepRunner(log, start);
    await kept.stop();
    made[0]?.lose();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked()).toBe(1);
    expect(made[0]?.stopped).toBe(true);
  });

  test("that cannot start at all says so at once", async () => {
    await expect(keepRunner(log, someRunners(["refused"]).start)).rejects.toThrow("ECONNREFUSED");
  });
});

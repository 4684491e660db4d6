/* The worker process: does what is due until it is told to end, and finishes what it has begun. */
import { startWorker } from "#app/jobs/worker.server.ts";
import { fail, openProcess, serving } from "./process.ts";

const runtime = await openProcess({ name: "worker" });
const worker = await startWorker(runtime).catch((error) => fail(error, runtime));
serving({}, async () => {
  await worker.stop();
  await runtime.close();
});

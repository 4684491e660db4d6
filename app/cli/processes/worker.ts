/* The worker process: sends what is queued and does what comes round. */
import { startWorker } from "#app/jobs/worker.server.ts";
import { fail, openProcess, serving } from "./process.ts";

const runtime = await openProcess({ name: "worker" });
const worker = await startWorker(runtime).catch((error) => fail(error, runtime));
serving({}, async () => {
  await worker.stop();
  await runtime.close();
});

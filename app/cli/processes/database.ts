/*
 * Holds the database open for as long as a demo runs, so that it stays up between the processes
 * that come and go. With a DATABASE_URL it only migrates.
 */
import { placeOf } from "#app/db/embedded/place.server.ts";
import { openProcess, serving } from "./process.ts";

const runtime = await openProcess({ name: "demo", poolSize: 1 });
const note = runtime.settings.databaseUrl ? null : placeOf(runtime.settings.home).note;
serving(note === null ? {} : { note }, runtime.close);

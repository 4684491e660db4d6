import { createServer } from "node:http";
import { closer, listen } from "../shared/serve.ts";
import { Applier, type ApplyTarget } from "./apply.ts";
import { WELL } from "./behaviour.ts";
import { answer } from "./http.ts";
import { EventStore } from "./store.ts";
import type { System } from "./system.ts";

export interface CollectorOptions {
  /** 0 means any free port. */
  readonly port: number;
  readonly secret?: string | undefined;
  /** Given: what was accepted is reported as applied. */
  readonly applyTo?: ApplyTarget | undefined;
}

export interface Collector {
  readonly origin: string;
  readonly webhookUrl: string;
  close(): Promise<void>;
}

/** Stands in for the collector's system of record, on 127.0.0.1 only. */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const system: System = {
    store: new EventStore(),
    applier: new Applier(),
    behaviour: WELL,
    secret: options.secret,
    target: options.applyTo,
    refused: 0,
  };
  const server = createServer((request, response) => void answer(system, request, response));
  const close = closer(server);
  const origin = `http://127.0.0.1:${await listen(server, options.port)}`;
  return { origin, webhookUrl: `${origin}/webhooks`, close };
}

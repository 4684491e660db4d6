import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { translator } from "#app/i18n/instances.server.ts";
import { locales } from "#app/i18n/locale.ts";
import type { Runtime } from "#app/services/ports.ts";
import { assets } from "./assets.server.ts";
import { securityHeaders } from "./headers.server.ts";
import { loadContextOf } from "./load-context.server.ts";
import { ownOriginOnly } from "./origin.server.ts";
import { logRequests, openRequest } from "./request.server.ts";

/** A server build, or how to get the newest one while it is being worked on. */
export type Build = ServerBuild | (() => Promise<ServerBuild>);

export interface AppOptions {
  /** Folder of the client build; absent while a development server hands out its files. */
  readonly clientFolder?: string;
  /** Handlers that come before the pages, such as a development server's. */
  readonly before?: readonly express.RequestHandler[];
}

/** The whole web application: small steps in order, then Remix. Listens to nothing by itself. */
export function createApp(runtime: Runtime, build: Build, options: AppOptions = {}): Express {
  const { settings, log } = runtime;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", settings.trustProxyHops);
  app.use(openRequest);
  app.use(logRequests(log));
  app.use(securityHeaders(settings));
  app.use(compression());
  if (options.clientFolder) app.use(assets(options.clientFolder));
  for (const handler of options.before ?? []) app.use(handler);
  app.use(ownOriginOnly(settings));
  app.use(keepPrivate);
  app.use(noDataRequests);
  app.use(
    createRequestHandler({
      build,
      mode: settings.mode === "development" ? "development" : "production",
      getLoadContext: loadContextOf(runtime),
    }),
  );
  app.use(lastResort(runtime));
  return app;
}

/** Remix 2 hands out a page’s data by `?_data=`, or fails with 500; no page of ours asks so. */
function noDataRequests(request: Request, response: Response, next: NextFunction): void {
  // Read as Remix reads it: `request.query` leaves out all that follows a thousand names.
  const { searchParams } = new URL(`http://site${request.originalUrl}`);
  const names = [...searchParams.keys()];
  if (!names.some((name) => /^_data\b/.test(name))) next();
  else response.status(400).type("text").send("There is no such page.\n");
}

/** What says nothing about its keeping is for this visitor alone, and for now. */
function keepPrivate(_request: Request, response: Response, next: NextFunction): void {
  const { writeHead } = response;
  response.writeHead = function writePrivately(this: Response, ...rest: unknown[]) {
    if (!this.hasHeader("Cache-Control")) this.setHeader("Cache-Control", "private, no-store");
    return Reflect.apply(writeHead, this, rest);
  } as typeof writeHead;
  next();
}

/** A failure before or around Remix: plain words in both languages, details to the log. */
function lastResort({ log }: Runtime) {
  const words = locales.map((locale) => {
    const t = translator(locale, "common");
    return `${t("error.unavailable.title")}\n${t("error.unavailable.lead")}`;
  });
  return (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const { requestId } = response.locals;
    log.error({ err: error, requestId }, "a request failed outside the pages");
    if (response.headersSent) return next(error);
    response
      .status(500)
      .type("text")
      .send(`${words.join("\n\n")}\n\n${requestId}\n`);
  };
}

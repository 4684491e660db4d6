import { readdirSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";

/**
 * The files of the client build. Hashed ones never change and are kept for a year; one that is
 * missing is a 404, never a page.
 */
export function assets(clientFolder: string): Router {
  const router = Router();
  const hashed = join(clientFolder, "assets");
  router.use("/assets", express.static(hashed, { immutable: true, maxAge: "1y", index: false }));
  router.use("/assets", (_request, response) => {
    response.status(404).type("text").send("There is no such file.\n");
  });
  router.use(knownFiles(clientFolder));
  return router;
}

/** Icons and the like, by the names found at start: pages do not ask the disk about themselves. */
function knownFiles(clientFolder: string): RequestHandler {
  const entries = readdirSync(clientFolder, { withFileTypes: true });
  const paths = new Set(entries.filter((one) => one.isFile()).map((one) => `/${one.name}`));
  const serve = express.static(clientFolder, { maxAge: "1h", index: false });
  return (request, response, next) => {
    if (paths.has(request.path)) serve(request, response, next);
    else next();
  };
}

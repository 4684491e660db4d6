import { join } from "node:path";
import express, { Router } from "express";

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
  router.use(express.static(clientFolder, { maxAge: "1h", index: false }));
  return router;
}

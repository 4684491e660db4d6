import { apiRoute } from "#app/http/api/route.server.ts";
import { resources } from "./resources.server.ts";

/** Every address of the API; resources.server.ts is its map. */
export const loader = apiRoute(resources);
export const action = apiRoute(resources);

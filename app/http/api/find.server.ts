import { isUuid } from "#app/services/accounts/is-uuid.server.ts";
import type { Resource } from "./operation.server.ts";

/** The version stands in every address. */
export const apiRoot = "/api/v1";

export interface Found {
  readonly resource: Resource;
  /** The parts of the address that the path names, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the resource of an address; of several that fit, the first. */
export function finder(resources: readonly Resource[]): (pathname: string) => Found | null {
  const table = resources.map((resource) => ({ resource, pattern: patternOf(resource.path) }));
  return (pathname) => {
    if (!pathname.startsWith(`${apiRoot}/`)) return null;
    const rest = pathname.slice(apiRoot.length);
    for (const { resource, pattern } of table) {
      const groups = pattern.exec(rest)?.groups;
      const params = groups && decoded(groups);
      if (params) return { resource, params };
    }
    return null;
  };
}

function patternOf(path: string): RegExp {
  const source = path.replace(/[.]/g, "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return new RegExp(`^(?<path>${source})$`);
}

/** Control characters stand in no name of ours; the database would not even take some. */
function decoded(groups: Record<string, string>): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    if (name === "path") continue;
    const text = decodeURIComponent(value);
    if (/\p{Cc}/u.test(text) || text.length > 200) return null;
    if (name === "id" && !isUuid(text)) return null;
    params[name] = text;
  }
  return params;
}

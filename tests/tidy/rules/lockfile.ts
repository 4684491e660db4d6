import type { Breach, Repository, Rule } from "../repository.ts";

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The lock must install on every platform, from wherever packages come from. */
export const lockfile: readonly Rule[] = [
  {
    sentence: "The lock names no address that a package was fetched from.",
    check: (repository) =>
      Object.entries(locked(repository))
        .filter(([, entry]) => entry.resolved !== undefined)
        .map(([name]) => breach(`${name} has "resolved"`)),
  },
  {
    sentence: "Every optional dependency stands in the lock, or `npm ci` fails elsewhere.",
    check: (repository) => {
      const all = locked(repository);
      return Object.entries(all).flatMap(([path, entry]) =>
        Object.keys(entry.optionalDependencies ?? {})
          .filter((name) => !findable(all, path, name))
          .map((name) => breach(`${path || "the project"} wants ${name}, which is not there`)),
      );
    },
  },
];

function locked(repository: Repository): Readonly<Record<string, Locked>> {
  const text = repository.text("package-lock.json");
  const lock: { packages: Record<string, Locked> } = JSON.parse(text || '{"packages":{}}');
  return lock.packages;
}

/** Looks where Node would: in the package's own node_modules, then in those above. */
function findable(all: Readonly<Record<string, Locked>>, path: string, name: string): boolean {
  const at = path === "" ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (at in all) return true;
  if (path === "") return false;
  return findable(all, path.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, ""), name);
}

function breach(what: string): Breach {
  return { path: "package-lock.json", line: 0, what };
}

import type { Breach, Import, Repository, Rule } from "../repository.ts";

/** Who must never import whom (docs/architecture.md). */
export const arrows: readonly Rule[] = [
  arrow(
    "The domain is pure: it imports only itself, and of npm only temporal-polyfill.",
    /^app\/domain\//,
    ({ to, own }) => (own ? !to.startsWith("app/domain/") : to !== "temporal-polyfill"),
  ),
  {
    sentence:
      "The domain's parts know only those before them: primitives, money, rules, plans, journey.",
    check: (repository) =>
      importsFrom(repository, /^app\/domain\//)
        .filter(({ from, to, own }) => own && climbs(areaOf(from), areaOf(to)))
        .map(breach),
  },
  arrow(
    "Services, database, gateways and jobs know nothing of pages: no routes, no components.",
    /^app\/(services|db|gateways|jobs)\//,
    ({ to }) => /^app\/(routes|components)\//.test(to) || to === "app/routes.ts",
  ),
  arrow(
    "A route asks services; it never touches database, gateways, Prisma or Stripe.",
    /^app\/routes\//,
    ({ to, own }) => (own ? /^app\/(db|gateways)\//.test(to) : isPrisma(to) || isStripe(to)),
  ),
  arrow(
    "A component gets props and gives markup: no server file, no service, no route.",
    /^app\/components\//,
    ({ to, own }) =>
      own && (/\.server(\.tsx?)?$/.test(to) || /^app\/(services|routes|db|gateways)\//.test(to)),
  ),
  arrow(
    "Pages of debtors and of staff never import each other.",
    /^app\/routes\/(debtor|staff)\//,
    ({ from, to }) => {
      const area = from.split("/")[2];
      return to.startsWith(`app/routes/${area === "debtor" ? "staff" : "debtor"}/`);
    },
  ),
  arrow(
    "A page never imports another page; what two share lies beside them or below components.",
    /^app\/routes\/[^/]+\/[^/]+\//,
    ({ from, to }) => {
      const [mine, theirs] = [pageOf(from), pageOf(to)];
      return theirs !== null && mine !== theirs;
    },
  ),
  arrow(
    "Stripe's SDK stays in its gateway; the simulator may use its types.",
    /^(?!app\/(gateways|simulators)\/stripe\/|tests\/)/,
    ({ to, own }) => !own && isStripe(to),
  ),
  arrow("Prisma's client stays in app/db.", /^(?!app\/db\/)/, ({ to, own }) =>
    to.startsWith(own ? "app/db/generated/" : "@prisma/client"),
  ),
  arrow(
    "The product never imports tests, seed or simulators.",
    /^app\/(?!simulators\/)/,
    ({ to, own }) => own && /^(tests|prisma\/seed|app\/simulators)\//.test(to),
  ),
  arrow(
    "A simulator stands for the outside: it imports nothing of the product.",
    /^app\/simulators\//,
    ({ to, own }) => own && !to.startsWith("app/simulators/"),
  ),
];

/** The further down, the more a part may know; parts of one row do not know each other. */
const layers: readonly (readonly string[])[] = [
  ["primitives"],
  ["money"],
  ["policy", "interest", "ledger", "holds"],
  ["plans", "payments", "hardship", "disputes"],
  ["notices", "feedback", "reporting"],
  ["journey"],
];

function climbs(from: string, to: string): boolean {
  if (from === to) return false;
  if (from === "verification") return to !== "primitives" && to !== "policy";
  return layerOf(to) > layerOf(from);
}

/** Verification stands beside the others: only the journey looks at it. */
function layerOf(area: string): number {
  if (area === "verification") return layers.length - 2;
  const layer = layers.findIndex((areas) => areas.includes(area));
  return layer === -1 ? layers.length : layer;
}

function areaOf(path: string): string {
  return path.split("/")[2] ?? "";
}

/** `app/routes/<area>/<page>`, or null for what lies directly in the area. */
function pageOf(path: string): string | null {
  const page = /^app\/routes\/[^/]+\/[^/]+(?=\/)/.exec(path);
  return page === null ? null : page[0];
}

function isPrisma(specifier: string): boolean {
  return specifier.startsWith("@prisma/") || specifier === "prisma";
}

function isStripe(specifier: string): boolean {
  return specifier === "stripe" || specifier.startsWith("stripe/");
}

function arrow(sentence: string, within: RegExp, breaks: (one: Import) => boolean): Rule {
  return {
    sentence,
    check: (repository) => importsFrom(repository, within).filter(breaks).map(breach),
  };
}

function importsFrom(repository: Repository, within: RegExp): readonly Import[] {
  return repository.code(within).flatMap((path) => repository.imports(path));
}

function breach({ from, line, specifier }: Import): Breach {
  return { path: from, line, what: `imports ${specifier}` };
}

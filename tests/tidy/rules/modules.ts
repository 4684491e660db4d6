import ts from "typescript";
import { lineOf, type Repository, type Rule } from "../repository.ts";

const server = /^app\/(services|db|gateways|http|jobs)\//;
const defaultExports = /^(app\/(routes\/|routes\.ts|root\.tsx|entry\.)|tests\/support\/|[^/]+$)/;

/** How modules hang together. */
export const modules: readonly Rule[] = [
  {
    sentence: "No import goes round in a circle.",
    check: (repository) =>
      circles(repository).map((circle) => ({
        path: circle[0] ?? "",
        line: 0,
        what: circle.join(" → "),
      })),
  },
  {
    sentence: "No barrel: a file holds something of its own, and says nothing for another.",
    check: (repository) =>
      repository.code(/^(app|prisma|tests)\//).flatMap((path) => {
        const passedOn = repository.tree(path).statements.filter(isPassedOn);
        return passedOn.map((node) => ({ path, line: lineOf(node), what: "exports another's" }));
      }),
  },
  {
    sentence: "Imports of our own files name the file with its ending.",
    check: (repository) =>
      repository.code().flatMap((path) =>
        repository
          .imports(path)
          .filter((one) => one.own && !/\.(ts|tsx|mjs|js|json|css)(\?.+)?$/.test(one.specifier))
          .map((one) => ({ path, line: one.line, what: `imports ${one.specifier}` })),
      ),
  },
  {
    sentence: "What runs only on the server is called .server.ts, unless it holds types alone.",
    check: (repository) =>
      repository
        .code(server)
        .filter((path) => /\.tsx?$/.test(path) && !/\.server\.tsx?$/.test(path))
        .filter((path) => !repository.tree(path).statements.every(isType))
        .map((path) => ({ path, line: 0, what: "lacks .server" })),
  },
  {
    sentence: "Only what a tool asks for has a default export.",
    check: (repository) =>
      repository
        .code(/./)
        .filter((path) => !defaultExports.test(path))
        .flatMap((path) =>
          repository
            .tree(path)
            .statements.filter(isDefault)
            .map((node) => ({ path, line: lineOf(node), what: "default export" })),
        ),
  },
];

/** Depth first; a file that is met again while it is still open closes a circle. */
function circles(repository: Repository): readonly string[][] {
  const found: string[][] = [];
  const open: string[] = [];
  const done = new Set<string>();
  const visit = (path: string): void => {
    if (done.has(path)) return;
    const at = open.indexOf(path);
    if (at !== -1) {
      found.push([...open.slice(at), path]);
      return;
    }
    open.push(path);
    for (const { to, own } of repository.imports(path)) {
      if (own && repository.has(to) && /\.(ts|tsx|mjs|js)$/.test(to)) visit(to);
    }
    open.pop();
    done.add(path);
  };
  for (const path of repository.code()) visit(path);
  return found;
}

function isPassedOn(node: ts.Statement): boolean {
  return ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined;
}

function isType(node: ts.Statement): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly === true;
  return ts.isExportDeclaration(node) && node.isTypeOnly;
}

function isDefault(node: ts.Statement): boolean {
  if (ts.isExportAssignment(node)) return true;
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
}

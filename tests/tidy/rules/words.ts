import ts from "typescript";
import { type Breach, lineOf, nodesOf, type Repository, type Rule } from "../repository.ts";

const everything = /^(?!package-lock\.json|public\/|tests\/tidy\/).*\.(?!png|ico|woff2|pdf)\w+$/;
const programText = /^(?!tests\/tidy\/)/;

/** What must not be written. */
export const words: readonly Rule[] = [
  found("No promise in place of work: no TODO, no FIXME.", everything, /\b(TODO|FIXME|XXX)\b/),
  found(
    "No silenced compiler: no @ts-ignore, no @ts-expect-error, no @ts-nocheck.",
    programText,
    /@ts-(ignore|expect-error|nocheck)/,
  ),
  found("No test is left out, and none runs alone.", /^tests\/(?!tidy\/)/, /\.(skip|only)\(/),
  found(
    "No place that packages are fetched from is named.",
    /^(?!tests\/tidy\/)/,
    /\bregistry\.[a-z0-9-]+\.[a-z]{2,}\b|\bnpmmirror\b|https?:\/\/[^\s"']*\bregistry\b/i,
  ),
  found(
    "No folder of somebody's machine is named.",
    everything,
    /["'`\s](\/(work|root|tmp\/w)\/|\/home\/[a-z]+\/|[A-Z]:\\Users\\)/,
  ),
  {
    sentence: "No `any`: what is not known is `unknown`.",
    check: (repository) =>
      nodesWhere(repository, /\.tsx?$/, (node) => node.kind === ts.SyntaxKind.AnyKeyword, "any"),
  },
  {
    sentence: "The domain reads no clock, no chance and no environment.",
    check: (repository) => nodesWhere(repository, /^app\/domain\//, isImpure, "impure"),
  },
  {
    sentence: "Only the settings and the launchers read the environment.",
    check: (repository) =>
      nodesWhere(
        repository,
        /^app\/(?!http\/settings\.server\.ts$|cli\/launch\/)/,
        (node) => ts.isPropertyAccessExpression(node) && node.getText() === "process.env",
        "process.env",
      ),
  },
];

const impure = new Set(["Date.now", "Math.random", "performance.now", "crypto.randomUUID"]);

function isImpure(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return impure.has(node.getText()) || isProcess(node.expression);
  }
  return (
    ts.isNewExpression(node) &&
    node.expression.getText() === "Date" &&
    (node.arguments ?? []).length === 0
  );
}

function isProcess(node: ts.Node): boolean {
  return ts.isIdentifier(node) && node.text === "process";
}

function nodesWhere(
  repository: Repository,
  within: RegExp,
  wrong: (node: ts.Node) => boolean,
  what: string,
): Breach[] {
  return repository
    .code(within)
    .flatMap((path) =>
      [...nodesOf(repository.tree(path))]
        .filter(wrong)
        .map((node) => ({ path, line: lineOf(node), what })),
    );
}

function found(sentence: string, within: RegExp, pattern: RegExp): Rule {
  return {
    sentence,
    check: (repository) =>
      repository.paths(within).flatMap((path) =>
        repository
          .text(path)
          .split("\n")
          .map((text, index) => ({ path, line: index + 1, match: pattern.exec(text) }))
          .filter(({ match }) => match !== null)
          .map(({ path, line, match }) => ({ path, line, what: (match?.[0] ?? "").trim() })),
      ),
  };
}

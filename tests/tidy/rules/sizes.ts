import ts from "typescript";
import { type Breach, lineOf, nodesOf, type Repository, type Rule } from "../repository.ts";

const most = { fileLines: 300, medianLines: 60, functionLines: 70, columns: 100 };

/** Small enough to be read at one sitting. */
export const sizes: readonly Rule[] = [
  {
    sentence: `A file has at most ${most.fileLines} lines.`,
    check: (repository) =>
      repository
        .code()
        .map((path) => ({ path, lines: linesOf(repository, path) }))
        .filter(({ lines }) => lines > most.fileLines)
        .map(({ path, lines }) => ({ path, line: 0, what: `${lines} lines` })),
  },
  {
    sentence: `Half of the product's files have at most ${most.medianLines} lines.`,
    check: (repository) => {
      const lengths = repository.code(/^app\//).map((path) => linesOf(repository, path));
      const median = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
      if (median <= most.medianLines) return [];
      return [{ path: "app", line: 0, what: `the median is ${median} lines` }];
    },
  },
  {
    sentence: `A function has at most ${most.functionLines} lines.`,
    check: (repository) =>
      repository
        .code(/^(?!.*\.(test|spec)\.tsx?$)/)
        .flatMap((path) => longFunctions(path, repository.tree(path))),
  },
  {
    sentence: `A line has at most ${most.columns} columns.`,
    check: (repository) =>
      repository.code().flatMap((path) =>
        repository
          .text(path)
          .split("\n")
          .map((text, index) => ({ path, line: index + 1, columns: [...text].length }))
          .filter(({ columns }) => columns > most.columns)
          .map(({ path, line, columns }) => ({ path, line, what: `${columns} columns` })),
      ),
  },
];

function linesOf(repository: Repository, path: string): number {
  return repository.text(path).trimEnd().split("\n").length;
}

function longFunctions(path: string, tree: ts.SourceFile): Breach[] {
  const breaches: Breach[] = [];
  for (const node of nodesOf(tree)) {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) continue;
    const first = lineOf(node);
    const last = tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
    const lines = last - first + 1;
    if (lines > most.functionLines) breaches.push({ path, line: first, what: `${lines} lines` });
  }
  return breaches;
}

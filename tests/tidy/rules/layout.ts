import type { Rule } from "../repository.ts";

/** Made on a machine and never committed. */
const local = new Set(
  `.git node_modules build .cache .evenkeel .env .npmrc.local coverage reports test-results
  playwright-report`.split(/\s+/),
);

const ours = new Set(
  `app prisma public tests docs .ci
  package.json package-lock.json README.md LICENSE .gitignore .npmrc .env.example .nvmrc
  remix.config.js vite.config.ts vitest.config.ts playwright.config.ts prisma.config.ts
  stryker.config.json tsconfig.json biome.json`.split(/\s+/),
);

export const layout: readonly Rule[] = [
  {
    sentence: "The first level of the tree is fixed.",
    check: (repository) =>
      repository.topLevel
        .filter((name) => !ours.has(name) && !local.has(name) && !/\.(log|tsbuildinfo)$/.test(name))
        .map((name) => ({ path: name, line: 0, what: "stands at the top" })),
  },
];

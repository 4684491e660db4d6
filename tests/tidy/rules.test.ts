import { describe, expect, test } from "vitest";
import { Repository } from "./repository.ts";
import { rules } from "./rules.ts";

/** For each rule one invented project that breaks it, and one, as near as can be, that does not. */
interface Trial {
  /** How the rule's sentence begins. */
  readonly rule: string;
  readonly broken: Readonly<Record<string, string>>;
  readonly kept: Readonly<Record<string, string>>;
}

const en = "app/i18n/locales/en/debtor.json";
const zh = "app/i18n/locales/zh-CN/debtor.json";
const lock = "package-lock.json";
const long = (lines: number): string => "run();\n".repeat(lines);
const bodied = (lines: number): string => `function f() {\n${long(lines - 2)}}\n`;

const trials: readonly Trial[] = [
  {
    rule: "The first level",
    broken: { "lib/a.ts": "" },
    kept: { "app/a.ts": "", "README.md": "" },
  },
  {
    rule: "The domain is pure",
    broken: { "app/domain/money/a.ts": 'import fs from "node:fs";' },
    kept: { "app/domain/money/a.ts": 'import { Temporal } from "temporal-polyfill";' },
  },
  {
    rule: "The domain is pure",
    broken: { "app/domain/money/a.ts": 'import type { B } from "#app/services/b.ts";' },
    kept: { "app/domain/money/a.ts": 'import type { B } from "../primitives/b.ts";' },
  },
  {
    rule: "The domain's parts",
    broken: { "app/domain/money/a.ts": 'import { b } from "../plans/b.ts";' },
    kept: { "app/domain/plans/a.ts": 'import { b } from "../money/b.ts";' },
  },
  {
    rule: "The domain's parts",
    broken: { "app/domain/verification/a.ts": 'import { b } from "../money/b.ts";' },
    kept: { "app/domain/verification/a.ts": 'import { b } from "../policy/b.ts";' },
  },
  {
    rule: "Services, database",
    broken: { "app/services/a.server.ts": 'import { b } from "#app/components/b.tsx";' },
    kept: { "app/services/a.server.ts": 'import { b } from "#app/domain/b.ts";' },
  },
  {
    rule: "A route asks",
    broken: { "app/routes/debtor/home/route.tsx": 'import { b } from "#app/db/b.server.ts";' },
    kept: { "app/routes/debtor/home/route.tsx": 'import { b } from "#app/services/b.server.ts";' },
  },
  {
    rule: "A route asks",
    broken: { "app/routes/api/a.ts": 'const load = () => import("stripe");' },
    kept: { "app/routes/api/a.ts": 'const load = () => import("zod");' },
  },
  {
    rule: "A component gets",
    broken: { "app/components/a.tsx": 'import { b } from "#app/i18n/b.server.ts";' },
    kept: { "app/components/a.tsx": 'import { b } from "#app/i18n/b.ts";' },
  },
  {
    rule: "Pages of debtors",
    broken: { "app/routes/debtor/a.tsx": 'import { b } from "../staff/b.ts";' },
    kept: { "app/routes/debtor/a.tsx": 'import { b } from "./b.ts";' },
  },
  {
    rule: "A page never imports",
    broken: { "app/routes/debtor/home/route.tsx": 'import { b } from "../pay/b.ts";' },
    kept: { "app/routes/debtor/home/route.tsx": 'import { b } from "./b.ts";' },
  },
  {
    rule: "Stripe's SDK",
    broken: { "app/services/a.server.ts": 'import Stripe from "stripe";' },
    kept: { "app/gateways/stripe/a.server.ts": 'import Stripe from "stripe";' },
  },
  {
    rule: "Prisma's client",
    broken: { "app/services/a.server.ts": 'import { b } from "#app/db/generated/client.ts";' },
    kept: { "app/db/a.server.ts": 'import { b } from "./generated/client.ts";' },
  },
  {
    rule: "The product never",
    broken: { "app/gateways/a.server.ts": 'import { b } from "#app/simulators/b.ts";' },
    kept: { "app/simulators/a.ts": 'import { b } from "./b.ts";' },
  },
  {
    rule: "A simulator stands",
    broken: { "app/simulators/a.ts": 'import { b } from "#app/domain/money/b.ts";' },
    kept: { "app/simulators/a.ts": 'import { b } from "./b.ts";' },
  },
  {
    rule: "No import goes round",
    broken: { "app/a.ts": 'import "./b.ts";', "app/b.ts": 'import type { A } from "./a.ts";' },
    kept: { "app/a.ts": 'import "./b.ts";', "app/b.ts": "" },
  },
  {
    rule: "No barrel",
    broken: { "app/a.ts": 'export { b } from "./b.ts";' },
    kept: { "app/a.ts": 'import { b } from "./b.ts";\nexport const a = b;' },
  },
  {
    rule: "Imports of our own",
    broken: { "app/a.ts": 'import { b } from "./b";' },
    kept: { "app/a.ts": 'import { b } from "./b.ts";' },
  },
  {
    rule: "What runs only on the server",
    broken: { "app/services/a.ts": "export const a = 1;" },
    kept: { "app/services/a.ts": "export type A = 1;", "app/services/b.server.ts": "run();" },
  },
  {
    rule: "Only what a tool asks",
    broken: { "app/services/a.server.ts": "export default function a() {}" },
    kept: { "app/routes/debtor/a.tsx": "export default function A() {}" },
  },
  {
    rule: "A file has at most",
    broken: { "app/a.ts": long(301) },
    kept: { "app/a.ts": long(300) },
  },
  {
    rule: "Half of the product's files",
    broken: { "app/a.ts": long(61), "app/b.ts": long(70), "app/c.ts": "" },
    kept: { "app/a.ts": long(60), "app/b.ts": long(70), "app/c.ts": "" },
  },
  {
    rule: "A function has at most",
    broken: { "app/a.ts": bodied(71) },
    kept: { "app/a.ts": bodied(70) },
  },
  {
    rule: "A line has at most",
    broken: { "app/a.ts": `// ${"x".repeat(98)}` },
    kept: { "app/a.ts": `// ${"x".repeat(97)}` },
  },
  {
    rule: "No promise",
    broken: { "docs/a.md": "Later: TODO" },
    kept: { "docs/a.md": "A to-do list is not a plan." },
  },
  {
    rule: "No silenced compiler",
    broken: { "app/a.ts": "// @ts-ignore" },
    kept: { "app/a.ts": "// ts is not ignored" },
  },
  {
    rule: "No test is left out",
    broken: { "tests/unit/a.test.ts": 'test.skip("later", () => {});' },
    kept: { "tests/unit/a.test.ts": 'test("now", () => {});' },
  },
  {
    rule: "No place that packages",
    broken: { ".npmrc": "from=https://packages.example/registry/" },
    kept: { ".npmrc": "audit=false" },
  },
  {
    rule: "No folder of somebody's machine",
    broken: { "app/a.ts": 'const home = "/home/wei/evenkeel";' },
    kept: { "app/a.ts": 'const home = "/var/lib/evenkeel";' },
  },
  {
    rule: "No `any`",
    broken: { "app/a.ts": "export const a = (b: any) => b;" },
    kept: { "app/a.ts": "export const any = (b: unknown) => b;" },
  },
  {
    rule: "The domain reads no clock",
    broken: { "app/domain/a.ts": "export const now = () => Date.now();" },
    kept: { "app/services/a.server.ts": "export const now = () => Date.now();" },
  },
  {
    rule: "The domain reads no clock",
    broken: { "app/domain/a.ts": "export const now = () => new Date();" },
    kept: { "app/domain/a.ts": "export const then = (ms: number) => new Date(ms);" },
  },
  {
    rule: "Only the settings",
    broken: { "app/db/a.server.ts": "export const url = process.env.DATABASE_URL;" },
    kept: { "app/http/settings.server.ts": "export const url = process.env.DATABASE_URL;" },
  },
  {
    rule: "Every text exists",
    broken: { [en]: '{"a":"A","b":"B"}', [zh]: '{"a":"甲"}' },
    kept: { [en]: '{"a_one":"A","a_other":"As"}', [zh]: '{"a_other":"甲"}' },
  },
  {
    rule: "No text is empty",
    broken: { [en]: '{"a":"{{n}} days"}', [zh]: '{"a":"天"}' },
    kept: { [en]: '{"a":"{{n}} days"}', [zh]: '{"a":"{{n}} 天"}' },
  },
  {
    rule: "Every text is used",
    broken: { [en]: '{"a":{"b":"B","c":"C"}}', "app/a.tsx": 't("a.b");' },
    kept: { [en]: '{"a":{"b":"B","c":"C"}}', "app/a.tsx": ["t(`a.", "{which}`);"].join("$") },
  },
  {
    rule: "Every text that is asked",
    broken: { [en]: '{"a":"A"}', "app/a.tsx": 't("debtor:b");' },
    kept: { [en]: '{"a":"A"}', "app/a.tsx": 't("debtor:a");' },
  },
  {
    rule: "The lock names no address",
    broken: { [lock]: '{"packages":{"node_modules/a":{"resolved":"a.tgz"}}}' },
    kept: { [lock]: '{"packages":{"node_modules/a":{"version":"1.0.0"}}}' },
  },
  {
    rule: "Every optional dependency",
    broken: { [lock]: '{"packages":{"node_modules/a":{"optionalDependencies":{"@x/b":"1"}}}}' },
    kept: {
      [lock]:
        '{"packages":{"node_modules/b":{},"node_modules/a":{"optionalDependencies":{"b":"1"}}}}',
    },
  },
];

describe("each rule can fail", () => {
  for (const { rule, broken, kept } of trials) {
    const found = rules.find(({ sentence }) => sentence.startsWith(rule));
    test(`${rule} … (${Object.keys(broken).join(", ")})`, () => {
      expect(found?.check(Repository.of(broken)).length).toBeGreaterThan(0);
      expect(found?.check(Repository.of(kept))).toEqual([]);
    });
  }

  test("no rule is left untried", () => {
    const untried = rules.filter(
      ({ sentence }) => !trials.some(({ rule }) => sentence.startsWith(rule)),
    );
    expect(untried.map(({ sentence }) => sentence)).toEqual([]);
  });
});

import type { Rule } from "./repository.ts";
import { arrows } from "./rules/arrows.ts";
import { layout } from "./rules/layout.ts";
import { locales } from "./rules/locales.ts";
import { lockfile } from "./rules/lockfile.ts";
import { modules } from "./rules/modules.ts";
import { sizes } from "./rules/sizes.ts";
import { words } from "./rules/words.ts";

/** Every rule of the house. */
export const rules: readonly Rule[] = [
  ...layout,
  ...arrows,
  ...modules,
  ...sizes,
  ...words,
  ...locales,
  ...lockfile,
];

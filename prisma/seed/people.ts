import { american } from "./people-american.ts";
import { british } from "./people-british.ts";
import { chinese } from "./people-chinese.ts";
import type { SampleRow } from "./sample-row.ts";

/** The people of the demo, a Chinese card holder first. */
export const people: readonly SampleRow[] = [...chinese, ...american, ...british];

import "./node-version.mjs";

/* npm run demo. The rest is loaded once Node is known to be able to read it. */
import("./demo-run.mjs").then(({ demo }) => demo());

import "../../app/cli/launch/node-version.mjs";

/* npm test [STAGE …]. The rest is loaded once Node is known to be able to read it. */
import("./stages/all.mjs").then(({ runStages }) => runStages(process.argv.slice(2)));

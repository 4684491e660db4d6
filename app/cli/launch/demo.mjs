import "./node-version.mjs";

/* npm run demo. The rest is loaded once Node is known to be able to read it. */
Promise.all([import("./demo-run.mjs"), import("./stack.mjs")]).then(([{ demo }, { asBuilt }]) =>
  demo(asBuilt),
);

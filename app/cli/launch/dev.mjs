import "./node-version.mjs";

/* npm run dev: the demo, with pages compiled as they are written. */
Promise.all([import("./demo-run.mjs"), import("./stack.mjs")]).then(([{ demo }, { asWritten }]) =>
  demo(asWritten),
);

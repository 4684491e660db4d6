import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixOptions)],
  // Server files use top-level await; browsers of the last five years are served.
  build: { target: isSsrBuild ? "es2022" : "es2020", assetsInlineLimit: 0 },
  server: { host: "127.0.0.1" },
  // Native code of the server; the development server would prepare it for the browser.
  optimizeDeps: { exclude: ["@node-rs/argon2"] },
}));

import { RemixBrowser } from "@remix-run/react";
import { type BackendModule, createInstance } from "i18next";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { getInitialNamespaces } from "remix-i18next/client";
import { i18nOptions } from "./i18n/options.ts";

type Texts = Record<string, unknown>;

/** One file a language and namespace, fetched when a page needs it. */
const files = import.meta.glob<Texts>("./i18n/locales/*/*.json", { import: "default" });

const backend: BackendModule = {
  type: "backend",
  init() {},
  read(language, namespace, done) {
    const load = files[`./i18n/locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`no file for ${language} ${namespace}`), false);
    load().then(
      (texts) => done(null, texts as never),
      (error: Error) => done(error, false),
    );
  },
};

const i18n = createInstance();
const ns = [...new Set(["common", ...getInitialNamespaces()])];
const ready = i18n
  .use(initReactI18next)
  .use(backend)
  .init({ ...i18nOptions, lng: document.documentElement.lang, ns });

void ready.then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  }),
);

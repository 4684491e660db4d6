import { createInstance, type i18n, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import { assert } from "#app/domain/primitives/assert.ts";
import { fallbackLocale, type Locale, locales, matchLocale, type Namespace } from "./locale.ts";
import enCommon from "./locales/en/common.json" with { type: "json" };
import enDebtor from "./locales/en/debtor.json" with { type: "json" };
import enLearn from "./locales/en/learn.json" with { type: "json" };
import enNotices from "./locales/en/notices.json" with { type: "json" };
import enStaff from "./locales/en/staff.json" with { type: "json" };
import zhCommon from "./locales/zh-CN/common.json" with { type: "json" };
import zhDebtor from "./locales/zh-CN/debtor.json" with { type: "json" };
import zhLearn from "./locales/zh-CN/learn.json" with { type: "json" };
import zhNotices from "./locales/zh-CN/notices.json" with { type: "json" };
import zhStaff from "./locales/zh-CN/staff.json" with { type: "json" };
import { i18nOptions } from "./options.ts";

const resources = {
  "zh-CN": {
    common: zhCommon,
    debtor: zhDebtor,
    learn: zhLearn,
    staff: zhStaff,
    notices: zhNotices,
  },
  en: { common: enCommon, debtor: enDebtor, learn: enLearn, staff: enStaff, notices: enNotices },
} satisfies Record<Locale, Record<Namespace, unknown>>;

const instances = new Map<Locale, i18n>(locales.map((locale) => [locale, start(locale)]));

/** The one, read-only i18next instance of a language, with every namespace loaded. */
export function i18nFor(locale: Locale): i18n {
  const instance = instances.get(locale);
  assert(instance, `an instance for each locale, not ${locale}`);
  return instance;
}

/**
 * The `t` of a namespace for code outside components: loaders, mail, PDF. Takes any BCP 47 tag; one
 * without a translation is served in the fallback language.
 * @example translator("en", "notices")("link.subject", { brand })
 */
export function translator<N extends Namespace>(tag: string, namespace: N): TFunction<N> {
  const locale = matchLocale(tag) ?? fallbackLocale;
  return i18nFor(locale).getFixedT(locale, namespace) as TFunction<N>;
}

function start(locale: Locale): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    ...i18nOptions,
    lng: locale,
    initImmediate: false,
    resources,
  });
  return instance;
}

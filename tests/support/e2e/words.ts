import { createInstance, type TFunction } from "i18next";
import enCommon from "#app/i18n/locales/en/common.json" with { type: "json" };
import enDebtor from "#app/i18n/locales/en/debtor.json" with { type: "json" };
import enStaff from "#app/i18n/locales/en/staff.json" with { type: "json" };
import zhCommon from "#app/i18n/locales/zh-CN/common.json" with { type: "json" };
import zhDebtor from "#app/i18n/locales/zh-CN/debtor.json" with { type: "json" };
import zhStaff from "#app/i18n/locales/zh-CN/staff.json" with { type: "json" };

export type Language = "zh-CN" | "en";
export type Words = TFunction<["debtor", "common", "staff"]>;

/** The product's texts in a language, as a reader sees them; an unknown key throws. */
export function words(language: Language): Words {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    initImmediate: false,
    ns: ["debtor", "common", "staff"],
    defaultNS: "common",
    interpolation: { escapeValue: false },
    resources: {
      "zh-CN": { common: zhCommon, debtor: zhDebtor, staff: zhStaff },
      en: { common: enCommon, debtor: enDebtor, staff: enStaff },
    },
    parseMissingKeyHandler: (key) => {
      throw new Error(`no text ${key} in ${language}`);
    },
  });
  return instance.getFixedT(language, ["debtor", "common", "staff"]);
}

import "i18next";
import type common from "./locales/zh-CN/common.json";
import type debtor from "./locales/zh-CN/debtor.json";
import type learn from "./locales/zh-CN/learn.json";
import type notices from "./locales/zh-CN/notices.json";
import type staff from "./locales/zh-CN/staff.json";

/** A key that no locale file has is a type error. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    returnNull: false;
    resources: {
      common: typeof common;
      debtor: typeof debtor;
      learn: typeof learn;
      staff: typeof staff;
      notices: typeof notices;
    };
  }
}

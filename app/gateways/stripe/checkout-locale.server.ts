import type Stripe from "stripe";

/** Stripe's page speaks Chinese as zh, zh-HK and zh-TW. */
export function checkoutLocale(tag: string): Stripe.Checkout.SessionCreateParams.Locale {
  const [language = ""] = tag.toLowerCase().split("-");
  if (language === "zh") {
    if (/hk|mo/i.test(tag)) return "zh-HK";
    return /tw|hant/i.test(tag) ? "zh-TW" : "zh";
  }
  if (language === "en") return /-gb$/i.test(tag) ? "en-GB" : "en";
  return spoken.includes(language) ? language : "auto";
}

const spoken = (
  "bg cs da de el es et fi fil fr hr hu id it ja ko lt lv ms mt nb nl pl pt ro ru sk sl sv th " +
  "tr vi"
).split(" ");

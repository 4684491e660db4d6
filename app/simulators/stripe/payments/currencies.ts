/** Presentment currencies of the wallets (docs.stripe.com/payments/alipay, …/wechat-pay). */
const wallets: Record<string, readonly string[]> = {
  alipay: "aud cad cny eur gbp hkd jpy myr nzd sgd usd".split(" "),
  wechat_pay: "aud cad chf cny dkk eur gbp hkd jpy nok sek sgd usd".split(" "),
};

/** Whether a type of payment method can pay in a currency. */
export const canPay = (type: string, currency: string): boolean =>
  type === "card" || (wallets[type]?.includes(currency) ?? false);

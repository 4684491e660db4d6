import type { Language } from "../../shared/page.ts";

/** The simulator's own words; the portal's are in app/i18n. */
const en = {
  other: "中文",
  simulated: "Simulated Stripe page. No money moves, no real card works.",
  payTo: "To pay",
  test: "Test mode",
  cardTitle: "Pay by card",
  email: "Email (optional)",
  number: "Card number",
  expiry: "Expiry (MM/YY)",
  cvc: "Security code",
  name: "Name on card",
  pay: "Pay",
  orWith: "Or pay with",
  alipay: "Alipay",
  wechat_pay: "WeChat Pay",
  back: "Go back without paying",
  problem: "The payment was not made",
  errNumber: "Check the card number.",
  errTestCard: "Only the test cards listed below work here.",
  errExpiry: "Write month and year, such as 12/34.",
  errExpired: "This card’s date has passed.",
  errCvc: "The security code has 3 or 4 digits.",
  testCards: "Test cards",
  testCardsHint: "Any future date and any security code will do.",
  use: "What it does",
  doneTitle: "This payment is done",
  doneText: "Nothing more can be paid on this page.",
  goOn: "Go on",
  expiredTitle: "This payment page has ended",
  expiredText: "It was open for a limited time, or it was closed. Nothing was taken.",
  missingTitle: "There is no such payment page",
  bankTitle: "Your bank asks: is this you?",
  bankText: "A simulated 3-D Secure page. Choose how the bank answers.",
  alipayTitle: "Simulated Alipay",
  alipayText: "Choose what happens in the Alipay app.",
  pass: "Yes, pay",
  refuse: "No, refuse",
  abandon: "Leave without answering",
  later: "Pay, confirmed 20 seconds later",
  wechatTitle: "Scan with WeChat",
  wechatText:
    "Scan the code with any phone that can reach this machine, or open its address. " +
    "This page follows by itself every 3 seconds.",
  wechatOpen: "Open the address in the code",
  wechatWaiting: "Waiting for the phone",
  phoneTitle: "Simulated WeChat Pay",
  phoneDone: "Done. You can close this page; the other one goes on by itself.",
} as const;

export type Words = { readonly [Key in keyof typeof en]: string };

const zh: Words = {
  other: "English",
  simulated: "模拟的 Stripe 页面：不会动用任何资金，真实银行卡无效。",
  payTo: "待付",
  test: "测试模式",
  cardTitle: "银行卡付款",
  email: "邮箱（选填）",
  number: "卡号",
  expiry: "有效期（月/年）",
  cvc: "安全码",
  name: "持卡人姓名",
  pay: "支付",
  orWith: "或者用",
  alipay: "支付宝",
  wechat_pay: "微信支付",
  back: "先不付，返回",
  problem: "这次没有付成",
  errNumber: "请核对卡号。",
  errTestCard: "这里只能用下面列出的测试卡。",
  errExpiry: "请填月份和年份，例如12/34。",
  errExpired: "这张卡已过有效期。",
  errCvc: "安全码是3位或4位数字。",
  testCards: "测试卡",
  testCardsHint: "有效期填将来的任意年月，安全码任意。",
  use: "效果",
  doneTitle: "这笔款已付好",
  doneText: "这个页面不能再付款。",
  goOn: "继续",
  expiredTitle: "这个付款页面已结束",
  expiredText: "页面只在一段时间内有效，或已被关闭。没有扣款。",
  missingTitle: "没有这个付款页面",
  bankTitle: "银行想确认：是您本人吗？",
  bankText: "这是模拟的3-D Secure验证页。请选择银行怎样答复。",
  alipayTitle: "模拟支付宝",
  alipayText: "请选择在支付宝里发生什么。",
  pass: "是我，付款",
  refuse: "不，拒绝",
  abandon: "不回答，离开",
  later: "付款，20秒后确认到账",
  wechatTitle: "请用微信扫一扫",
  wechatText: "用能访问这台电脑的手机扫码，或直接打开码里的地址。本页每3秒自动更新。",
  wechatOpen: "打开码里的地址",
  wechatWaiting: "等待手机确认",
  phoneTitle: "模拟微信支付",
  phoneDone: "好了。可以关闭本页，另一页会自动继续。",
};

export const wordsOf = (language: Language): Words => (language === "en" ? en : zh);

/** Why a try failed, by the decline code or the error code. */
export function declineWords(code: string, language: Language): string {
  const text = declines[code] ?? (declines.card_declined as readonly [string, string]);
  return language === "en" ? text[0] : text[1];
}

const declines: Record<string, readonly [en: string, zh: string]> = {
  card_declined: [
    "Your card was declined. Try another card, or ask your bank.",
    "发卡行没有同意这笔付款。请换一张卡，或问问发卡行。",
  ],
  insufficient_funds: [
    "There is not enough money on this card. Try another card.",
    "这张卡的余额或额度不够。请换一张卡。",
  ],
  expired_card: ["Your card has expired. Try another card.", "这张卡已过期。请换一张卡。"],
  incorrect_cvc: ["The security code is wrong.", "安全码不对。"],
  processing_error: [
    "The bank could not handle this just now. Try again in a little while.",
    "银行暂时没能处理。请稍后再试。",
  ],
  card_velocity_exceeded: [
    "This card has reached its limit. Try another card.",
    "这张卡已达到限额。请换一张卡。",
  ],
  payment_intent_authentication_failure: [
    "The payment was not confirmed. Choose another way to pay, or try again.",
    "付款没有得到确认。请换一种方式，或再试一次。",
  ],
};

/** What each documented card does, for the list on the page. */
export const cardEffects: readonly (readonly [number: string, en: string, zh: string])[] = [
  ["4242 4242 4242 4242", "pays", "付款成功"],
  ["5555 5555 5555 4444", "pays (Mastercard)", "付款成功（万事达）"],
  ["6200 0000 0000 0005", "pays (UnionPay)", "付款成功（银联）"],
  ["4000 0000 0000 0002", "declined", "被拒"],
  ["4000 0000 0000 9995", "not enough money", "余额不足"],
  ["4000 0000 0000 0069", "expired", "卡已过期"],
  ["4000 0000 0000 0127", "wrong security code", "安全码不对"],
  ["4000 0000 0000 0119", "processing error", "处理出错"],
  ["4000 0025 0000 3155", "asks the bank (3-D Secure)", "需银行验证（3-D Secure）"],
  ["4000 0027 6000 3184", "asks the bank every time", "每次都需银行验证"],
  ["4000 0084 0000 1629", "asks the bank, then declined", "银行验证后被拒"],
];

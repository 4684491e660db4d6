import type { NewPortfolio } from "#app/services/portfolios/add-portfolio.server.ts";

/** Invented creditors; none of them exists, and no number of theirs is anybody's. */
export const portfolios: readonly NewPortfolio[] = [
  {
    code: "qingchuan",
    name: "晴川银行",
    currency: "CNY",
    locale: "zh-CN",
    timeZone: "Asia/Shanghai",
    policy: "cn-bank-card",
    brand: {
      country: "CN",
      name: { "zh-CN": "晴川银行", en: "Qingchuan Bank" },
      service: { "zh-CN": "信用卡中心", en: "Credit card centre" },
      phone: "400-000-0123",
      hours: { "zh-CN": "每天 8:30–20:30", en: "Every day 8:30–20:30" },
      check: {
        "zh-CN": "拨打信用卡背面的电话，或到任何一家网点，报上这封信的日期就能核对。",
        en: "Call the number on your card, or ask at any branch with the date of this letter.",
      },
      transferTo: {
        holder: { "zh-CN": "晴川银行信用卡中心", en: "Qingchuan Bank Card Centre" },
        bank: { "zh-CN": "晴川银行总行营业部", en: "Qingchuan Bank, head office" },
        number: "0000 1234 5678 9012",
        routing: "000000000123",
      },
      advice: [
        {
          name: { "zh-CN": "免费法律援助 12348", en: "Free legal aid 12348" },
          url: "https://example.cn/legal-aid",
        },
      ],
    },
  },
  {
    code: "harborlight",
    name: "Harborlight Recovery",
    currency: "USD",
    locale: "en",
    timeZone: "America/Chicago",
    policy: "us-reg-f",
    brand: {
      country: "US",
      name: { en: "Harborlight Recovery", "zh-CN": "Harborlight Recovery" },
      service: { en: "Account services", "zh-CN": "账户服务" },
      phone: "1-800-555-0142",
      hours: {
        en: "Monday to Friday 8:00–18:00 Central",
        "zh-CN": "周一至周五 8:00–18:00（美国中部时间）",
      },
      check: {
        en: "Call the number on your last statement and ask for Harborlight Recovery.",
        "zh-CN": "写信给我们，或拨打上一张账单上的电话，问 Harborlight Recovery。",
      },
      transferTo: {
        holder: { en: "Harborlight Recovery", "zh-CN": "Harborlight Recovery" },
        bank: { en: "First Example Bank", "zh-CN": "First Example Bank" },
        number: "0001 2345 6789",
        routing: "000000013",
      },
      advice: [
        {
          name: { en: "Non-profit credit counselling", "zh-CN": "非营利信用咨询" },
          url: "https://example.org/counselling",
        },
      ],
    },
  },
  {
    code: "tarnfell",
    name: "Tarn & Fell",
    currency: "GBP",
    locale: "en-GB",
    timeZone: "Europe/London",
    policy: "uk-conc",
    brand: {
      country: "GB",
      name: { en: "Tarn & Fell", "zh-CN": "Tarn & Fell" },
      service: { en: "Customer support", "zh-CN": "客户支持" },
      phone: "0300 555 0186",
      hours: { en: "Monday to Saturday 9:00–17:00", "zh-CN": "周一至周六 9:00–17:00（伦敦时间）" },
      check: {
        en: "Call the lender on your last statement and ask whether Tarn & Fell writes for it.",
        "zh-CN": "拨打上一张账单上的贷款机构电话，问是不是由 Tarn & Fell 代为联系。",
      },
      transferTo: {
        holder: { en: "Tarn & Fell", "zh-CN": "Tarn & Fell" },
        bank: { en: "Example Building Society", "zh-CN": "Example Building Society" },
        number: "0012 3456",
        routing: "00-00-12",
      },
      advice: [
        {
          name: { en: "Free debt advice", "zh-CN": "免费债务咨询" },
          url: "https://example.org/debt-advice",
        },
      ],
    },
  },
];

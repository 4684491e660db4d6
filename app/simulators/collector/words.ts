import type { Language } from "../shared/page.ts";

/** Both halves of an event's type in words: `[en, zh-CN]`. */
const NOUNS: Record<string, readonly [string, string]> = {
  link: ["Link", "还款链接"],
  identity: ["Identity", "身份核对"],
  plan: ["Plan", "还款计划"],
  payment: ["Payment", "付款"],
  adjustment: ["Adjustment", "调整"],
  hold: ["Hold", "暂停"],
  autopay: ["Automatic payment", "自动扣款"],
  contact: ["Contact", "联系方式"],
  hardship: ["Hardship", "困难申请"],
  dispute: ["Dispute", "异议"],
  complaint: ["Complaint", "投诉"],
  preference: ["Preference", "偏好"],
  message: ["Message", "留言"],
  survey: ["Survey", "回访"],
};

const VERBS: Record<string, readonly [string, string]> = {
  sent: ["sent", "已发出"],
  opened: ["opened", "已打开"],
  verified: ["verified", "已通过"],
  locked: ["locked", "已锁定"],
  proposed: ["proposed", "已提议"],
  agreed: ["agreed", "已签署"],
  changed: ["changed", "已更改"],
  broken: ["broken", "已中断"],
  completed: ["completed", "已完成"],
  reopened: ["reopened", "已重开"],
  cancelled: ["cancelled", "已取消"],
  succeeded: ["succeeded", "已到账"],
  failed: ["failed", "未成功"],
  refunded: ["refunded", "已退款"],
  reversed: ["reversed", "已冲正"],
  charged_back: ["charged back", "已拒付"],
  posted: ["posted", "已入账"],
  set: ["set", "已设立"],
  ended: ["ended", "已结束"],
  wrong_person: ["reaches the wrong person", "不是本人"],
  submitted: ["submitted", "已提交"],
  decided: ["decided", "已决定"],
  resolved: ["resolved", "已处理"],
  received: ["received", "已收到"],
  answered: ["answered", "已回答"],
};

/** `plan.agreed` → "Plan agreed", "还款计划已签署"; an unknown type stays as it is. */
export function eventWords(type: string, language: Language): string {
  const [noun = "", verb = ""] = type.split(".");
  const subject = NOUNS[noun];
  const predicate = VERBS[verb];
  if (!subject || !predicate) return type;
  return language === "en" ? `${subject[0]} ${predicate[0]}` : `${subject[1]}${predicate[1]}`;
}

export const PAGE_WORDS = {
  en: {
    title: "Collector’s system",
    notice: "Simulated: a stand-in for the collector’s own system of record.",
    accounts: "Accounts",
    none: "No event has arrived yet. Events appear here when you load the page again.",
    choose: "Choose an account to see its events.",
    heads: ["No.", "What happened", "Received", "State"],
    accepted: "Accepted",
    applied: (time: string) => `Applied, ${time}`,
    again: (times: number) => `delivered ${times} times`,
    gap: "not straight after the one before",
    data: "Data",
    count: (count: number) => (count === 1 ? "1 event" : `${count} events`),
    refused: (count: number) => `Refused for a bad signature: ${count}`,
  },
  "zh-CN": {
    title: "催收系统",
    notice: "模拟：代替催收方自己的系统。",
    accounts: "账户",
    none: "还没有收到事件。有了以后，刷新本页就能看到。",
    choose: "选一个账户，看看它的事件。",
    heads: ["序号", "发生了什么", "收到时间", "状态"],
    accepted: "已收下",
    applied: (time: string) => `已生效，${time}`,
    again: (times: number) => `送达${times}次`,
    gap: "与上一条不连续",
    data: "数据",
    count: (count: number) => `${count}个事件`,
    refused: (count: number) => `签名不对而拒收：${count}次`,
  },
} as const;

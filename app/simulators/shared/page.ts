import type { IncomingMessage } from "node:http";

export type Language = "zh-CN" | "en";

/** `?lang=` wins, then the browser's first choice. */
export function languageOf(request: IncomingMessage, url: URL): Language {
  const wish = url.searchParams.get("lang") ?? request.headers["accept-language"] ?? "";
  return wish.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export function escaped(text: string): string {
  const names: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };
  return text.replace(/[&<>"]/g, (sign) => `&${names[sign]};`);
}

/** Escaped text whose web addresses can be followed. */
export function linked(text: string): string {
  return escaped(text).replace(
    /https?:\/\/[^\s<>"'，。；）】]+[^\s<>"'，。；）】.,;:!?)\]]/g,
    (address) => `<a href="${address}" target="_blank" rel="noopener">${address}</a>`,
  );
}

/** Date and time to the second in this machine's zone. */
export function shownTime(at: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
  return format.format(new Date(at));
}

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** One sentence that says that this is a simulator. */
  readonly notice: string;
  /** What the address asks for besides the language, kept when the language is switched. */
  readonly query: Record<string, string>;
  /** HTML. */
  readonly body: string;
  /** Rules that this page needs besides the common ones. */
  readonly styles?: string;
}

/** A whole page in the product's paper and ink. */
export function page({ language, title, notice, query, body, styles = "" }: Page): string {
  const other = language === "en" ? "zh-CN" : "en";
  const href = escaped(`?${new URLSearchParams({ ...query, lang: other })}`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLES}${styles}</style>
</head>
<body>
<header><strong>${escaped(title)}</strong> <span>${escaped(notice)}</span>
<a href="${href}" lang="${other}">${other === "en" ? "English" : "中文"}</a></header>
<main>${body}</main>
</body>
</html>
`;
}

const STYLES = `
:root{color-scheme:light dark;--paper:#f7f4ec;--raised:#fffdf8;--sunk:#eeeadf;--ink:#1d2321;
--ink-2:#49514d;--ink-3:#626963;--rule:#dcd6c8;--accent:#0b5757;--attn:#7a4a00}
@media(prefers-color-scheme:dark){:root{--paper:#151918;--raised:#1d2221;--sunk:#0f1312;
--ink:#ece8de;--ink-2:#bfbdb2;--ink-3:#9c9c91;--rule:#303634;--accent:#7fc6bd;--attn:#e6b866}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:400 1rem/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Noto Sans CJK SC",
"Microsoft YaHei",sans-serif}
:lang(zh){line-height:1.7}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:.75rem 1.5rem;
border-bottom:1px solid var(--rule)}
header span{color:var(--ink-3)}header a{margin-left:auto}
main{max-width:64rem;margin:0 auto;padding:1.5rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
h1{font-size:1.25rem;margin:0 0 .5rem}h2{font-size:1.0625rem;margin:0}
p{margin:.5rem 0}.quiet{color:var(--ink-3);font-size:.9375rem}
.attn{color:var(--attn)}
.columns{display:grid;gap:2rem}.columns>*{min-width:0}
@media(min-width:52rem){.columns{grid-template-columns:18rem 1fr}}
.list{list-style:none;margin:0;padding:0;border-top:1px solid var(--ink)}
.list li{border-bottom:1px solid var(--rule)}
.list a{display:block;padding:.75rem .25rem;text-decoration:none;color:inherit}
.list a:hover,.list a[aria-current]{background:var(--sunk)}
.list b,.list small{display:block;overflow-wrap:anywhere}.list small{color:var(--ink-3)}
.phone{max-width:24.375rem;min-height:36rem;margin:0 auto;padding:1.25rem 1rem;
border:2px solid var(--ink);border-radius:1.75rem;background:var(--paper)}
.phone>h2{padding-bottom:.75rem;border-bottom:1px solid var(--rule);overflow-wrap:anywhere}
.message{padding:.75rem 0;border-bottom:1px solid var(--rule);overflow-wrap:anywhere}
.message .text{white-space:pre-wrap;margin:.25rem 0}
.message iframe{width:100%;height:26rem;border:1px solid var(--rule);background:#fff}
.figure{font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;margin:.5rem 0 1.5rem}
caption{text-align:left;font-weight:600;border-bottom:1px solid var(--ink);padding:.25rem 0}
th,td{text-align:left;overflow-wrap:anywhere;vertical-align:top;padding:.5rem 1rem .5rem 0;
border-bottom:1px solid var(--rule);font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{white-space:nowrap;color:var(--ink-3);font-size:.875rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8125rem;margin:.25rem 0}
summary{cursor:pointer}
`;

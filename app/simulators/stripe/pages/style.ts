/** The pages' own style: one column on a phone, order beside form on a desktop. */
export const styleSheet = `
:root{color-scheme:light dark;--ground:#f3f5f8;--sheet:#fff;--ink:#1b2430;
--quiet:#566172;--line:#c9d0da;--soft:#e6eaf0;--act:#3b4cca;--act-ink:#fff;--warn:#7a3d00;
--warn-ground:#fdf0dc}
@media(prefers-color-scheme:dark){:root{--ground:#12161c;--sheet:#1b2129;--ink:#e8ecf2;
--quiet:#a5afbd;--line:#495464;--soft:#2a323d;--act:#9aa8ff;--act-ink:#12161c;--warn:#ffd9a3;
--warn-ground:#3a2a14}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:400 1rem/1.5 system-ui,-apple-system,
"Segoe UI",Roboto,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
:lang(zh){line-height:1.7}
header{display:flex;gap:1rem;align-items:baseline;justify-content:space-between;
padding:.625rem 1rem;background:var(--warn-ground);color:var(--warn)}
header p{margin:0;font-size:.875rem;font-weight:600}
header a{flex:none;color:inherit;padding:.625rem 0;margin:-.625rem 0}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem;display:grid;gap:1.5rem}
.order .what{margin:0;color:var(--quiet)}
.figure{margin:0 0 .75rem;font-size:2.25rem;line-height:1.25;font-variant-numeric:tabular-nums}
.sheet{background:var(--sheet);border:1px solid var(--soft);border-radius:10px;padding:1.25rem}
h1{margin:0 0 .75rem;font-size:1.25rem;line-height:1.3}
h2{margin:1.5rem 0 .5rem;font-size:1rem}
p{margin:0 0 .75rem}
.quiet{color:var(--quiet);font-size:.9375rem}
form{display:grid;gap:1rem;margin:0 0 .75rem}
label{display:block;font-weight:600;font-size:.9375rem;margin:0 0 .25rem}
input{width:100%;min-height:2.875rem;padding:.5rem .75rem;font:inherit;color:inherit;
background:var(--sheet);border:1px solid var(--quiet);border-radius:6px}
input[aria-invalid]{border:2px solid var(--warn)}
.two{display:grid;grid-template-columns:1fr 1fr;gap:1rem;align-items:start}
.fault{display:block;color:var(--warn);font-size:.9375rem;margin:.25rem 0 0}
button,.button{display:block;width:100%;min-height:2.875rem;padding:.625rem 1rem;font:inherit;
font-weight:600;text-align:center;text-decoration:none;color:var(--act-ink);background:var(--act);
border:1px solid var(--act);border-radius:6px;cursor:pointer}
button.second,.button.second{color:var(--act);background:transparent}
button:hover,.button:hover{filter:brightness(.92)}
a{color:var(--act)}
a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible{
outline:3px solid var(--ink);outline-offset:2px}
.back{display:inline-block;padding:.625rem 0}
.problem{border-left:4px solid var(--warn);background:var(--warn-ground);color:var(--warn);
padding:.75rem 1rem;margin:0 0 1rem;border-radius:0 6px 6px 0}
.problem p{margin:0}
.waiting{border-left:4px solid var(--act);background:var(--soft);padding:.75rem 1rem;
margin:0 0 1rem;border-radius:0 6px 6px 0}
.waiting p{margin:0}
details{margin-top:1.25rem;border-top:1px solid var(--line);padding-top:.5rem}
summary{padding:.625rem 0;cursor:pointer}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
td,th{text-align:left;padding:.375rem .5rem .375rem 0;border-bottom:1px solid var(--soft);
vertical-align:top}
td:first-child{font-variant-numeric:tabular-nums;white-space:nowrap}
.qr{display:block;width:14rem;height:14rem;margin:0 auto 1rem;background:#fff;color:#000;
padding:.75rem;border-radius:6px}
@media(min-width:52rem){main.split{grid-template-columns:2fr 3fr;gap:3rem;padding-top:3rem}
main>.alone{max-width:28rem;justify-self:center;width:100%}}
`;

/** What the desk adds to the simulators' style: forms, and room for a chosen payment. */
export const deskStyles = `
h2{margin:1.5rem 0 .5rem}section{margin:0 0 2.5rem}.sum{font-size:1.75rem;line-height:1.3;
font-variant-numeric:tabular-nums;margin-right:.5rem}
.break{border-top:1px solid var(--ink);padding-top:1rem}
form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:.5rem 0}
.acts{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:.5rem 0}
.acts form{margin:0}
.field{display:grid;gap:.125rem;min-width:0}
label{font-size:.875rem;color:var(--ink-2)}
input,select,button{font:inherit;color:inherit;min-height:2.75rem;padding:.375rem .75rem;
border:1px solid var(--ink-3);border-radius:3px;background:var(--raised);max-width:100%}
input{width:9rem}select{min-width:0;width:100%}
button{color:var(--accent);font-weight:600;background:transparent;cursor:pointer}
button:hover{background:var(--sunk)}button[aria-pressed=true]{background:var(--accent);
color:var(--paper);border-color:var(--accent)}
.plain{list-style:none;margin:0;padding:0}.plain li{padding:.5rem 0;
border-bottom:1px solid var(--rule)}
.facts th{color:var(--ink-3);white-space:nowrap;width:1%}
td form{margin:0}td button{min-height:1.625rem;padding:0;border:0;font-weight:400;
text-decoration:underline;text-align:left;white-space:nowrap}
.back{display:none}
@media(max-width:51.99rem){.chosen>nav h1,.chosen>nav ul{display:none}.chosen .back{display:block}
main{padding:1rem}td,th{padding-right:.5rem}}
`;

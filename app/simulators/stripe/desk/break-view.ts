import { shownTime } from "../../shared/page.ts";
import type { Sandbox } from "../sandbox.ts";
import { actButton, actForm, choiceField, type DeskView } from "./forms.ts";
import { faults, named, wordsOf } from "./words.ts";

/** Webhooks, requests and the clock, to be put out of order. */
export function breakView(sandbox: Sandbox, view: DeskView): string {
  const words = wordsOf(view.language);
  return `<section class="break"><h1>${words.breakTitle}</h1><p class="quiet">${words.breakHint}</p>
${webhookForms(sandbox, view)}${failForms(sandbox, view)}${clockForms(sandbox, view)}</section>`;
}

function webhookForms(sandbox: Sandbox, view: DeskView): string {
  const words = wordsOf(view.language);
  const { mode, deliveries } = sandbox.outbox;
  const held = deliveries.filter((one) => one.state === "held").length;
  const modes = (["send", "hold", "drop"] as const).map((one) => {
    const here = one === mode ? ' aria-pressed="true"' : ' aria-pressed="false"';
    return actForm(view, "webhooks", `<button${here}>${words[one]}</button>`, { mode: one });
  });
  const release =
    held === 0
      ? ""
      : `<p role="status">${words.held(held)}</p><div class="acts">
${actButton(view, "release", words.forward, { order: "forward" })}
${actButton(view, "release", words.reverse, { order: "reverse" })}</div>`;
  return `<h2>${words.webhooks}</h2><div class="acts">${modes.join("")}</div>${release}
<div class="acts">${actButton(view, "duplicate", words.duplicate)}</div>`;
}

function failForms(sandbox: Sandbox, view: DeskView): string {
  const words = wordsOf(view.language);
  const kinds = Object.keys(faults).map((key) => [key, named(faults, key, view.language)] as const);
  const times = [
    ["before", words.before],
    ["after", words.after],
  ] as const;
  const waiting = sandbox.faults.reduce((sum, one) => sum + one.times, 0);
  const clear =
    waiting === 0
      ? ""
      : `<p role="status">${words.waitingFaults(waiting)}</p>
<div class="acts">${actButton(view, "clear-faults", words.clear)}</div>`;
  const form = actForm(
    view,
    "fail",
    `${choiceField("fail-kind", "kind", words.failHow, kinds)}
${choiceField("fail-when", "when", words.failWhen, times)}<button>${words.failNow}</button>`,
  );
  return `<h2>${words.failTitle}</h2>${form}${clear}`;
}

function clockForms(sandbox: Sandbox, view: DeskView): string {
  const words = wordsOf(view.language);
  const now = shownTime(new Date(sandbox.clock.now()).toISOString(), view.language);
  const on = (hours: number, label: string): string =>
    actButton(view, "clock", label, { hours: String(hours) });
  return `<h2>${words.clockTitle}</h2><p><span class="figure">${now}</span></p>
<p class="quiet">${words.clockHint}</p>
<div class="acts">${on(1, words.hour)}${on(24, words.day)}${on(168, words.week)}
${actButton(view, "clock-real", words.real)}${actButton(view, "payout", words.payout)}</div>`;
}

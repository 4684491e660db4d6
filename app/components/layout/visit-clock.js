// Runs by itself on the pages of somebody who is inside; components/layout/visit-clock.tsx.
const warnBeforeMs = 120_000;
const typingPauseMs = 2_000;
const askAgainMs = 15_000;
const longestWaitMs = 1_000;

const clock = document.getElementById("visit-clock");
if (clock) watch(clock);

/** Follows the visit's end as the server knows it: another tab may have moved it. */
function watch(clock) {
  const warning = clock.firstElementChild;
  let timer = 0;
  const expect = (leftMs) => {
    clearTimeout(timer);
    warning.hidden = leftMs > warnBeforeMs;
    if (leftMs <= 0) return location.replace("/ended?why=idle");
    const untilWarning = leftMs - warnBeforeMs;
    timer = setTimeout(ask, (untilWarning > 0 ? untilWarning : Math.min(leftMs, askAgainMs)) + 500);
  };
  const hear = async (sent) => {
    const answer = await sent.catch(() => null);
    // Somebody else came in with this browser: the page is not theirs.
    if (answer?.status === 403) return location.replace("/ended");
    const said = answer?.ok ? await answer.json() : null;
    if (said) return expect(said.leftMs);
    clearTimeout(timer);
    timer = setTimeout(ask, askAgainMs);
  };
  const ask = () => hear(fetch("/visit", { headers: { "form-token": clock.dataset.token } }));
  const tell = (form) => hear(fetch("/visit", { method: "POST", body: wordsOf(form, clock) }));
  warning.querySelector("button").addEventListener("click", () => tell(null));
  watchTyping(tell, (form) => navigator.sendBeacon("/visit", wordsOf(form, clock)));
  expect(Number(clock.dataset.leftMs));
}

/** Keeps a long form two seconds after the last key; typing elsewhere keeps the visit alive. */
function watchTyping(tell, tellLast) {
  let unsaved = null;
  // Told and not answered yet: a page that goes takes the telling with it.
  let underWay = null;
  let timer = 0;
  let toldAt = Date.now();
  const save = async () => {
    clearTimeout(timer);
    const form = unsaved;
    unsaved = null;
    underWay = form ?? underWay;
    toldAt = Date.now();
    await tell(form);
    if (underWay === form) underWay = null;
  };
  document.addEventListener("input", ({ target }) => {
    if (target.form?.hasAttribute("data-kept")) {
      if (unsaved && unsaved !== target.form) save();
      unsaved = target.form;
      clearTimeout(timer);
      timer = setTimeout(save, typingPauseMs);
    } else if (Date.now() - toldAt > 60_000) save();
  });
  // Another form of the page that is sent leaves this one's words to `pagehide`.
  document.addEventListener("submit", ({ target }) => {
    clearTimeout(timer);
    const begunAnew = target.closest(".kept");
    if (target === unsaved || begunAnew) unsaved = null;
    if (target === underWay || begunAnew) underWay = null;
  });
  // The next page, such as this one in the other language, is to show what was typed just now.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!unsaved || !link || !leadsOn(event, link)) return;
    event.preventDefault();
    Promise.race([save(), after(longestWaitMs)]).then(() => location.assign(link.href));
  });
  for (const leaving of ["beforeunload", "pagehide"]) {
    addEventListener(leaving, () => {
      for (const form of new Set([underWay, unsaved])) if (form) tellLast(form);
      unsaved = null;
      underWay = null;
    });
  }
}

/** Whether a click leaves this page for another one of ours, in this very tab. */
function leadsOn(event, link) {
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target;
  if (event.defaultPrevented || elsewhere || link.origin !== location.origin) return false;
  return link.hash === "" || link.pathname !== location.pathname;
}

const after = (ms) => new Promise((done) => setTimeout(done, ms));

/** What stands in a form, without files and secrets. */
function wordsOf(form, clock) {
  const words = new FormData();
  for (const field of form?.elements ?? []) {
    const secret = field.type === "password" || field.autocomplete === "one-time-code";
    const chosen = !/^(checkbox|radio)$/.test(field.type) || field.checked;
    const typed = field.name && !secret && !/^(file|submit|button)$/.test(field.type);
    if (typed && chosen) words.append(field.name, field.value);
  }
  words.set("formToken", clock.dataset.token);
  words.set("page", location.pathname);
  words.set("shown", clock.dataset.shown);
  return words;
}

import { useEffect } from "react";

/**
 * `/` goes to the search box; J and K move through the rows of a list, Enter opens the one that is
 * marked. Without script the page is the same, only slower to work.
 */
export function Shortcuts() {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}

function onKey(event: KeyboardEvent): void {
  const typing = event.target instanceof Element && event.target.closest("input,textarea,select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") focusSearch(event);
  if (event.key === "j") mark(1);
  if (event.key === "k") mark(-1);
}

function focusSearch(event: KeyboardEvent): void {
  const box = document.getElementById("search");
  if (!box) return;
  event.preventDefault();
  box.focus();
}

/** Marks the next row and gives its first link the focus, so that Enter opens it. */
function mark(by: 1 | -1): void {
  const rows = [...document.querySelectorAll(".grid tbody tr")].filter((row) =>
    row.querySelector("td a"),
  );
  const before = rows.findIndex((row) => row.classList.contains("cur"));
  const next = rows[before === -1 ? 0 : before + by];
  if (!next) return;
  rows[before]?.classList.remove("cur");
  next.classList.add("cur");
  next.querySelector<HTMLElement>("td a")?.focus();
}

/** Light or dark: as the system says, until the person chooses. */

import { tell } from "./store.js";

const system = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now. */
export const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

/** Takes up the earlier choice. */
export function startTheme() {
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
  system.addEventListener("change", () => tell("theme"));
}

/** Turns light into dark and back, and remembers it. */
export function turnTheme() {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
  tell("theme");
}

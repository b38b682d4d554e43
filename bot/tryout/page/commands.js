/** The bot's commands: as a menu behind the "/" button and as hints while a command is typed. */

import { button, el } from "./dom.js";
import { sendCommand } from "./actions.js";
import { words } from "./labels.js";
import { openMenu, toast } from "./popups.js";
import { store } from "./store.js";

/** The commands in the language of the person who is chatting. */
export function commandsNow() {
  const list = store.inLanguage("commands");
  return Array.isArray(list) ? list : [];
}

/** Opens the menu above `place`. */
export function commandMenu(place) {
  const entries = commandsNow().map(({ command, description }) => ({ label: wordsOf(command, description), testId: `command-${command}`, run: () => sendCommand(`/${command}`) }));
  if (entries.length) openMenu(place, entries, words("commands"));
  else toast(words("noCommands"));
}

const wordsOf = (command, description) => el("span", { class: "command" }, el("span", { class: "command-text" }, description), el("span", { class: "command-name" }, `/${command}`));

/** The commands that begin with what is being typed; `choose(text)` takes one. */
export function commandHints(text, choose) {
  if (!/^\/\w*$/.test(text)) return null;
  const fitting = commandsNow().filter(({ command }) => command.startsWith(text.slice(1)));
  if (!fitting.length) return null;
  const node = el("div", { class: "hint-list", "aria-label": words("commands"), role: "group" }, fitting.map(({ command, description }) =>
    button({ class: "hint", onclick: () => choose(`/${command}`) }, el("span", { class: "command-name" }, `/${command}`), el("span", { class: "command-text" }, description))));
  node.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    (document.activeElement[step] ?? document.querySelector("[data-testid=composer]")).focus();
  });
  return node;
}

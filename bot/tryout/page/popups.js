/** What appears above the chat for a moment: toasts, dialogs, menus. All of it can be closed with Esc. */

import { words } from "./labels.js";
import { button, byId, el } from "./dom.js";
import { icon } from "./icons.js";

/** A sentence that goes away by itself; tone "bad" marks a refusal and stays longer; a toast replaces the last one `about` the same. */
export function toast(sentence, { tone = "plain", about = null } = {}) {
  const node = el("div", { class: `toast ${tone}`, "data-testid": "toast", "data-about": about }, sentence);
  const place = byId("toasts");
  for (const old of [...place.children]) if (about && old.dataset.about === about) old.remove();
  const top = document.querySelector("dialog[open]:last-of-type");
  (top ?? document.body).append(place);
  place.append(node);
  while (place.children.length > 3) place.firstChild.remove();
  setTimeout(() => node.classList.add("gone"), tone === "bad" ? 6500 : 3200);
  setTimeout(() => node.remove(), tone === "bad" ? 6900 : 3600);
}

/**
 * Opens a modal dialog around `content`; resolves when it closes.
 * Clicking beside it or pressing Esc closes it, and the focus goes back to where it was.
 */
export function openDialog({ title, content, kind = "sheet", testId }) {
  const before = document.activeElement;
  const node = el("dialog", { class: `dialog ${kind}`, "aria-label": title, "data-testid": testId }, content);
  document.body.append(node);
  node.addEventListener("click", (event) => event.target === node && node.close());
  const closed = new Promise((resolve) => {
    node.addEventListener("close", () => {
      document.body.append(byId("toasts"));
      node.remove();
      before?.focus?.({ preventScroll: true });
      resolve(node.returnValue);
    });
  });
  node.showModal();
  return { node, closed, close: (value) => node.close(value) };
}

/** The head line of a dialog with its close button. */
export function dialogHead(title, close) {
  return el("div", { class: "dialog-head" }, el("h2", {}, title), button({ class: "round", label: words("close"), onclick: () => close() }, icon("close")));
}

/** The bot's alert (answerCallbackQuery with show_alert): one text, one button. */
export function alertBox(sentence, title) {
  const box = openDialog({
    title, kind: "alert", testId: "alert",
    content: [el("p", { class: "alert-text" }, sentence), button({ class: "text-button", autofocus: true, onclick: () => box.close() }, words("ok"))],
  });
  return box.closed;
}

let openMenuNow = null;

/** Closes the open menu, if there is one. */
export function closeMenu() {
  openMenuNow?.();
}

/**
 * A menu at a point or under an element. `entries` are {icon, label, run, testId, tone}; arrows, Home, End and Esc work.
 */
export function openMenu(place, entries, label) {
  closeMenu();
  const before = document.activeElement;
  const items = entries.map((entry) =>
    button({ class: `menu-item ${entry.tone ?? ""}`, role: "menuitem", "data-testid": entry.testId, onclick: () => { shut(); entry.run(); } },
      entry.icon && icon(entry.icon), el("span", {}, entry.label)));
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label }, items);
  const shut = () => {
    if (openMenuNow !== shut) return;
    openMenuNow = null;
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    before?.focus?.({ preventScroll: true });
  };
  const outside = (event) => menu.contains(event.target) || shut();
  menu.addEventListener("keydown", (event) => menuKey(event, items, shut));
  document.addEventListener("pointerdown", outside, true);
  document.body.append(menu);
  openMenuNow = shut;
  putMenu(menu, place);
  items[0]?.focus({ preventScroll: true });
}

function menuKey(event, items, shut) {
  const at = items.indexOf(document.activeElement);
  const goals = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  if (event.key === "Escape" || event.key === "Tab") shut();
  else if (event.key in goals) items.at(goals[event.key] % items.length).focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function putMenu(menu, place) {
  const point = place instanceof Element ? place.getBoundingClientRect() : { left: place.x, right: place.x, top: place.y, bottom: place.y };
  const { width, height } = menu.getBoundingClientRect();
  const left = point.left + width + 8 > innerWidth ? Math.max(8, point.right - width) : point.left;
  const below = point.bottom + 6 + height < innerHeight;
  menu.style.left = `${Math.min(left, innerWidth - width - 8)}px`;
  menu.style.top = `${below ? point.bottom + 6 : Math.max(8, point.top - height - 6)}px`;
}

/** Copies `text` and says so; without the browser's permission it shows the text to copy by hand. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(words("copied", text.length > 60 ? `${text.slice(0, 60)}…` : text));
  } catch {
    toast(words(copyTheOldWay(text) ? "copied" : "copyFailed", text), {});
  }
}

/** For pages opened over plain http from another machine, where the clipboard API does not exist. */
function copyTheOldWay(text) {
  const field = el("textarea", { class: "unseen", value: text });
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

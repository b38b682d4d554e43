/** The head of the chat: whom one talks to, what the bot is doing, and the page's own buttons. */

import { avatar } from "./avatar.js";
import { button, byId, el, fill } from "./dom.js";
import { setBlocked } from "./foot.js";
import { icon } from "./icons.js";
import { personDialog } from "./invent.js";
import { words } from "./labels.js";
import { openPanel } from "./panel.js";
import { openMenu } from "./popups.js";
import { on, store } from "./store.js";
import { isDark, turnTheme } from "./theme.js";

/** How long "typing" is shown after the bot has said it (Telegram: 5 s). */
const ACTION_MS = 5000;
const acting = new Map();

/** Builds the head. */
export function startHead() {
  for (const topic of ["chat", "state", "online", "theme"]) on(topic, draw);
  on("action", ({ chat, action }) => {
    clearTimeout(acting.get(chat)?.timer);
    acting.set(chat, { action, timer: setTimeout(() => stopActing(chat), ACTION_MS) });
    status();
  });
  on("arrived", (message) => message.outgoing && stopActing(message.chat.id));
  draw();
}

function stopActing(chat) {
  if (!acting.has(chat)) return;
  clearTimeout(acting.get(chat).timer);
  acting.delete(chat);
  status();
}

const statusLine = el("span", { class: "head-status", "data-testid": "status" });

function status() {
  const chat = store.chat();
  const action = acting.get(store.chatId)?.action;
  statusLine.classList.toggle("busy", Boolean(action) || !store.online);
  if (!store.online) fill(statusLine, words("connecting"));
  else if (action) fill(statusLine, words(action.startsWith("upload") ? "uploading" : "typing"), el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
  else fill(statusLine, chat?.type === "private" || !chat ? words("bot") : words("members", (chat.members?.length ?? 0) + 1));
}

function draw() {
  const chat = store.chat();
  const group = chat && chat.type !== "private";
  const title = group ? chat.title || words("group") : store.inLanguage("first_name") || "Refund Keeper";
  status();
  const more = button({ class: "round", label: words("more"), "data-testid": "more", "aria-haspopup": "menu", onclick: () => moreMenu(more) }, icon("more"));
  fill(byId("head"),
    group ? avatar({ id: chat.id, group: true }) : avatar({ bot: true }),
    el("div", { class: "head-words" }, el("h1", { class: "head-title" }, title), statusLine),
    button({ class: "round", label: words(isDark() ? "themeLight" : "themeDark"), "data-testid": "theme", onclick: turnTheme }, icon(isDark() ? "sun" : "moon")),
    button({ class: "round panel-open", label: words("openPanel"), "data-testid": "panel-open", onclick: openPanel }, icon("panel")),
    more);
  document.title = title;
}

function moreMenu(place) {
  const chat = store.chat();
  const blocked = store.isBlocked(chat?.id);
  openMenu(place, [
    { icon: "person", label: words("addPerson"), testId: "menu-add-person", run: personDialog },
    chat?.type === "private" && { icon: "block", tone: blocked ? "" : "danger", label: words(blocked ? "unblock" : "block"), testId: "menu-block", run: () => setBlocked(chat.id, !blocked) },
  ].filter(Boolean), words("more"));
}

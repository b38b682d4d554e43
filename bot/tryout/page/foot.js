/** What stands in the chat's foot besides the writing line: START, UNBLOCK, and who speaks in a group. */

import { api, attempt } from "./api.js";
import { avatar } from "./avatar.js";
import { sendText } from "./actions.js";
import { button, el } from "./dom.js";
import { words } from "./labels.js";
import { personOf, speakAs, store, tell } from "./store.js";
import { nameOf } from "./summary.js";

/** The START button of a chat in which nothing was said yet. */
export function startBar() {
  return el("div", { class: "foot-bar" }, button({ class: "wide-button", "data-testid": "start", onclick: () => sendText("/start") }, words("start")));
}

/** The bar of a blocked bot. */
export function blockedBar(chat) {
  return el("div", { class: "foot-bar" }, el("p", {}, words("blockedNote")),
    button({ class: "wide-button", "data-testid": "unblock", onclick: () => setBlocked(chat.id, false) }, words("unblock")));
}

/** Blocks or unblocks the bot in a private chat. */
export async function setBlocked(chatId, blocked) {
  if (!(await attempt(api.block(chatId, blocked)))) return;
  store.blocked.set(chatId, blocked);
  sessionStorage.setItem("blocked", JSON.stringify([...store.blocked]));
  tell("state");
}

/** In a group: the members in whose name the page can speak. */
export function speakers() {
  const chat = store.chat();
  if (chat.type === "private") return null;
  const members = (chat.members ?? []).map(personOf).filter(Boolean);
  return el("div", { class: "speakers", role: "group", "aria-label": words("speakAs") }, members.map((person) =>
    button({ class: "speaker", "aria-pressed": String(person.id === store.speakerId), "data-testid": `speaker-${person.id}`, onclick: () => speakAs(person.id) },
      avatar({ id: person.id, name: person.first_name }), nameOf(person))));
}

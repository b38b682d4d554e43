/** The list of chats: one per person, and the group; a strip on a phone, a list with previews on a wide screen. */

import { avatar } from "./avatar.js";
import { dayOf, sameDay, timeOf } from "./dates.js";
import { nowOf } from "./clock.js";
import { button, byId, el, fill } from "./dom.js";
import { words } from "./labels.js";
import { on, openChat, personOf, store } from "./store.js";
import { nameOf, summaryOf } from "./summary.js";

/** Builds the list and keeps it in step. */
export function startPeople() {
  for (const topic of ["chat", "state", "messages"]) on(topic, draw);
}

function draw() {
  const place = byId("people");
  const focused = document.activeElement?.dataset?.testid;
  place.setAttribute("aria-label", words("people"));
  fill(place, el("h2", { class: "people-title" }, words("people")), store.chats.map(entry));
  if (focused?.startsWith("person-")) place.querySelector(`[data-testid="${focused}"]`)?.focus();
}

/** In a private chat the name of the person, in a group its title. */
const titleOf = (chat) => (chat.person && personOf(chat.person) ? nameOf(personOf(chat.person)) : chat.title || words("group"));

/** The family name stands apart: the narrow strip leaves it out. */
function titleParts(chat, title) {
  const { first_name: first, last_name: last } = personOf(chat.person) ?? {};
  return first && last ? [first, el("span", { class: "family-name" }, ` ${last}`)] : [title];
}

function entry(chat) {
  const last = store.messages(chat.id).at(-1);
  const unread = store.unread.get(chat.id) ?? 0;
  const open = chat.id === store.chatId;
  const group = chat.type !== "private";
  const title = titleOf(chat);
  const node = button({ class: "person", "aria-current": open ? "true" : null, "data-testid": `person-${chat.person ?? chat.id}`, title, onclick: () => openChat(chat.id) },
    avatar({ id: chat.person ?? chat.id, name: title, group }),
    el("span", { class: "person-words" },
      el("span", { class: "person-name" }, ...titleParts(chat, title)),
      el("span", { class: "person-last" }, last ? summaryOf(last) : words("noMessages"))),
    el("span", { class: "person-side" },
      el("span", { class: "person-time" }, last ? shortTime(last.date) : ""),
      unread > 0 && el("span", { class: "badge", "aria-label": words("newMessages", unread) }, String(unread))));
  if (open) queueMicrotask(() => node.scrollIntoView({ block: "nearest", inline: "nearest" }));
  return node;
}

const shortTime = (date) => (sameDay(date, nowOf()) ? timeOf(date) : dayOf(date).replace(/\s*(周.|[A-Z][a-z]{2})\s*/, " ").trim());

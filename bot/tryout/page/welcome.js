/** What an empty chat shows: what the bot can do, as Telegram does before START. */

import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { words } from "./labels.js";
import { store } from "./store.js";

/** The card in an empty chat; a group has no START, only a hint. */
export function welcome(chat) {
  if (chat.type !== "private") return el("div", { class: "welcome" }, el("p", {}, words("emptyGroup")));
  const { first_name: name, username, description, short_description: short } = store.bot;
  return el("div", { class: "welcome", "data-testid": "welcome" },
    avatar({ bot: true }),
    el("strong", { class: "welcome-name" }, name),
    username && el("span", { class: "welcome-user" }, `@${username}`),
    el("h2", {}, words("whatCanItDo")),
    el("p", {}, byLanguage(description) || byLanguage(short) || ""));
}

/** A description may come as one text or as one text per language. */
export function byLanguage(text) {
  if (!text || typeof text === "string") return text;
  const code = store.person()?.language_code?.slice(0, 2) ?? "zh";
  return text[code] ?? text[""] ?? Object.values(text)[0];
}

/** What an empty chat shows: what the bot can do, as Telegram does before START. */

import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { words } from "./labels.js";
import { store } from "./store.js";

/** The card in an empty chat; a group has no START, only a hint. */
export function welcome(chat) {
  if (chat.type !== "private") return el("div", { class: "welcome" }, el("p", {}, words("emptyGroup")));
  const { username } = store.bot;
  return el("div", { class: "welcome", "data-testid": "welcome" },
    avatar({ bot: true }),
    el("strong", { class: "welcome-name" }, store.inLanguage("first_name")),
    username && el("span", { class: "welcome-user" }, `@${username}`),
    el("h2", {}, words("whatCanItDo")),
    el("p", {}, store.inLanguage("description") || store.inLanguage("short_description")));
}

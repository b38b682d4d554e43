/** Round pictures of people and of the bot, drawn from their names. */

import { el } from "./dom.js";

/** The number (0 to 6) of the colour that belongs to an id. */
export const tintOf = (id) => Math.abs(Number(id) || 0) % 7;

/** A round picture: the first letter of the name, or the bot's own sign. */
export function avatar({ id, name, bot = false, group = false }) {
  if (bot) return el("span", { class: "avatar bot", "aria-hidden": "true" }, "🧾");
  const letter = group ? "👥" : ([...(name ?? "?")][0] ?? "?").toUpperCase();
  return el("span", { class: "avatar", style: { "--tint": `var(--tint-${tintOf(id)})` }, "aria-hidden": "true" }, letter);
}

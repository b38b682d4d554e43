/** One line about a message: for the chat list, quotes and screen readers. */

import { words } from "./labels.js";

const KINDS = [["photo", "🖼"], ["video", "🎬"], ["voice", "🎙"], ["audio", "🎵"], ["document", "📄"], ["sticker", ""], ["location", "📍"], ["contact", "👤"]];

/** The first words of a message, or the name of what it carries. */
export function summaryOf(message) {
  const text = message.text ?? message.caption;
  const [kind, sign] = KINDS.find(([name]) => message[name]) ?? [];
  const thing = kind ? `${sign} ${kind === "document" ? (message.document.file_name ?? words(kind)) : words(kind)}`.trim() : "";
  return [kind && text ? sign : thing, veil(message, text)].filter(Boolean).join(" ").replace(/\s+/g, " ").slice(0, 160) || words("message");
}

/** Hides what a spoiler hides. */
function veil(message, text) {
  let shown = text ?? "";
  for (const { type, offset, length } of message.entities ?? message.caption_entities ?? []) {
    if (type === "spoiler") shown = shown.slice(0, offset) + "▒".repeat(Math.min(length, shown.length - offset)) + shown.slice(offset + length);
  }
  return shown;
}

/** How a chat member is called. */
export const nameOf = (user) => [user?.first_name, user?.last_name].filter(Boolean).join(" ") || user?.title || "?";

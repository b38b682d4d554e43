/** One message (or one album) as a bubble with its quote, media, text, time and keyboard. */

import { button, el } from "./dom.js";
import { momentOf, timeOf } from "./dates.js";
import { nowOf } from "./clock.js";
import { renderText } from "./entities.js";
import { icon } from "./icons.js";
import { renderKeyboard } from "./keyboard.js";
import { words } from "./labels.js";
import { isVisual, renderMedia } from "./media.js";
import { nameOf, summaryOf } from "./summary.js";
import { store } from "./store.js";
import { tintOf } from "./avatar.js";

/**
 * The bubble of `item` = {messages, mine, first, last}: several messages are one album.
 * `act` = {command(text), jump(messageId), menu(message, place)} says what its parts do.
 */
export function renderBubble(item, act) {
  const [head] = item.messages;
  const speaking = item.messages.find((message) => message.caption) ?? head;
  const media = renderMedia(item.messages);
  const text = renderWords(speaking, act);
  const flags = [item.mine ? "out" : "in", item.first && "first", item.last && "last", media && isVisual(head) && "visual", media && !text && "bare", head.sticker && "naked"];
  const bubble = el("div", { class: "bubble" }, ...topLines(item, head, act), media, text ? textWithTime(text, item) : timeLine(item), item.last && !head.sticker && tail());
  const node = el("article", { class: ["msg", ...flags].filter(Boolean).join(" "), tabindex: "0", "data-message-id": head.message_id, "data-from": head.outgoing ? "bot" : "person", "aria-label": `${nameOf(head.from)}, ${timeOf(head.date)}` },
    bubble, renderKeyboard(item.messages.find((message) => message.reply_markup) ?? head));
  if (media && isVisual(head)) node.style.setProperty("--media-width", mediaWidth(item.messages));
  armMenu(node, (place) => act.menu(speaking, place));
  return node;
}

/** A tall photo must not be as wide as a landscape one. */
function mediaWidth([head, ...others]) {
  const size = head.photo?.at(-1) ?? head.video ?? head.animation;
  if (others.length || !size?.width || !size.height) return "360px";
  return `${Math.round(Math.min(380, Math.max(190, 400 * (size.width / size.height))))}px`;
}

function tail() {
  return el("span", { class: "tail", "aria-hidden": "true" });
}

function topLines(item, head, act) {
  const inGroup = head.chat.type && head.chat.type !== "private";
  return [
    inGroup && !item.mine && item.first && el("div", { class: "sender", style: { "--tint": `var(--tint-${tintOf(head.from?.id)})` } }, nameOf(head.from)),
    head.forward_origin && forwardLine(head.forward_origin),
    head.reply_to_message && quote(head.reply_to_message, act),
  ];
}

function forwardLine(origin) {
  const name = origin.sender_user ? nameOf(origin.sender_user) : (origin.sender_user_name ?? nameOf(origin.sender_chat ?? origin.chat));
  return el("div", { class: "forwarded" }, icon("forward"), el("span", {}, words("forwardedFrom", name)), origin.date && el("time", {}, momentOf(origin.date, nowOf())));
}

function quote(message, act) {
  return button({ class: "reply-quote", onclick: () => act.jump(message.message_id) }, el("strong", {}, nameOf(message.from)), el("span", {}, summaryOf(message)));
}

function renderWords(message, act) {
  const text = message.text ?? message.caption;
  if (text) return renderText(text, message.entities ?? message.caption_entities, act.command);
  return hasContent(message) ? null : [el("em", { class: "unknown" }, words("unknown"))];
}

const CONTENT = ["photo", "video", "video_note", "animation", "voice", "audio", "document", "sticker", "location", "venue", "contact"];
const hasContent = (message) => CONTENT.some((kind) => message[kind]);

const textWithTime = (nodes, item) => el("div", { class: "text", dir: "auto" }, nodes, meta(item));
const timeLine = (item) => el("div", { class: "time-line" }, meta(item));

function meta(item) {
  const message = item.messages.at(-1);
  const edited = item.messages.some((part) => part.edit_date);
  return el("span", { class: "meta" }, edited && el("span", { class: "edited" }, words("edited")), el("time", { datetime: new Date(message.date * 1000).toISOString(), title: momentOf(message.date) }, timeOf(message.date)), item.mine && icon("check"));
}

const HOLD_MS = 450;

/** Right click, long press, the menu key or Enter on the bubble itself open its menu. */
function armMenu(node, open) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, .key")) return;
    event.preventDefault();
    stop();
    open(event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : node.querySelector(".bubble"));
  });
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch" || event.target.closest(".key, a, video, audio")) return;
    timer = setTimeout(() => open({ x: event.clientX, y: event.clientY }), HOLD_MS);
  });
  for (const name of ["pointerup", "pointercancel", "pointermove", "pointerleave"]) node.addEventListener(name, (event) => (name === "pointermove" && Math.hypot(event.movementX, event.movementY) < 4) || stop());
  node.addEventListener("keydown", (event) => {
    if (event.target !== node || event.key !== "Enter") return;
    event.preventDefault();
    open(node.querySelector(".bubble"));
  });
}

/** The grey line in the middle: joined, left, pinned. */
export function serviceText(message) {
  const joined = message.new_chat_members?.map(nameOf).join(", ");
  if (joined) return `👋 ${joined}`;
  if (message.left_chat_member) return `🚪 ${nameOf(message.left_chat_member)}`;
  if (message.pinned_message) return `📌 ${summaryOf(message.pinned_message)}`;
  return message.group_chat_created ? `👥 ${nameOf(message.chat)}` : null;
}

/** Whether `message` stands on the speaker's side of the chat. */
export const isMine = (message) => !message.outgoing && message.from?.id === store.speakerId;

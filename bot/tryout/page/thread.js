/** The open chat: its messages as bubbles, kept in step with the store without redrawing what did not change. */

import { isMine, renderBubble, serviceText } from "./bubble.js";
import { dayOf, sameDay } from "./dates.js";
import { nowOf } from "./clock.js";
import { byId, el, fill } from "./dom.js";
import { lang, words } from "./labels.js";
import { messageMenu, sendCommand } from "./actions.js";
import { on, store } from "./store.js";
import { startScroll } from "./scroll.js";
import { welcome } from "./welcome.js";

/** Messages of one sender this close together (seconds) stand as one group. */
const TOGETHER = 300;

const list = el("div", { class: "list", role: "log", "aria-live": "off" });
let shownChat = null;
let drawn = new Map();
let scroll = null;

/** Builds the place of the messages. */
export function startThread() {
  scroll = startScroll(byId("stage"), list);
  on("chat", draw);
  on("state", draw);
  on("messages", (chatId) => chatId === store.chatId && draw());
  on("arrived", (message) => message.chat.id === store.chatId && scroll.arrived(isMine(message)));
}

function draw() {
  const chat = store.chat();
  if (!chat) return;
  const moved = shownChat !== chat.id;
  if (moved) drawn = new Map();
  const messages = store.messages(chat.id);
  list.setAttribute("aria-label", words("message"));
  if (messages.length) place(entriesOf(messages), !moved);
  else {
    drawn = new Map();
    fill(list, welcome(chat));
  }
  shownChat = chat.id;
  if (moved) scroll.toEnd();
}

/** What stands in the list: day lines, service lines and bubbles, each with a key and a mark that tells when it changed. */
function entriesOf(messages) {
  const items = groupAlbums(messages);
  const entries = [];
  items.forEach((item, index) => {
    const before = items[index - 1];
    if (!before || !sameDay(before.date, item.date)) entries.push(dayLine(item));
    if (item.service) return entries.push({ key: `s${item.id}`, mark: item.service, build: () => el("div", { class: "service", "data-message-id": item.id }, item.service) });
    item.first = !joins(before, item);
    item.last = !joins(item, items[index + 1]);
    const mark = JSON.stringify([item.messages, item.first, item.last, item.mine, lang()]);
    entries.push({ key: `m${item.id}`, mark, build: () => renderBubble(item, act) });
  });
  return entries;
}

const act = { command: sendCommand, jump: jumpTo, menu: (message, at) => messageMenu(message, at) };

function dayLine(item) {
  const day = dayOf(item.date, nowOf());
  return { key: `d${item.id}`, mark: day, build: () => el("div", { class: "day" }, el("span", {}, day)) };
}

function groupAlbums(messages) {
  const items = [];
  for (const message of messages) {
    const before = items.at(-1);
    const same = message.media_group_id && before?.messages[0].media_group_id === message.media_group_id;
    if (same) before.messages.push(message);
    else items.push({ id: message.message_id, date: message.date, from: message.from?.id, messages: [message], mine: isMine(message), service: serviceText(message) });
  }
  return items;
}

function joins(before, item) {
  if (!before || !item || before.service || item.service) return false;
  const keyboard = before.messages.some((message) => message.reply_markup?.inline_keyboard?.length);
  return !keyboard && before.from === item.from && item.date - before.date < TOGETHER && sameDay(before.date, item.date);
}

/** Puts the entries in order; an unchanged one keeps its node, and with it revealed spoilers and playing sound. */
function place(entries, animate) {
  const next = new Map();
  let cursor = null;
  for (const entry of entries) {
    const old = drawn.get(entry.key);
    const node = old?.mark === entry.mark ? old.node : rebuild(entry, old, animate);
    next.set(entry.key, { mark: entry.mark, node });
    const goal = cursor ? cursor.nextSibling : list.firstChild;
    if (node !== goal) list.insertBefore(node, goal);
    cursor = node;
  }
  while (cursor.nextSibling) cursor.nextSibling.remove();
  drawn = next;
}

function rebuild(entry, old, animate) {
  const node = entry.build();
  if (!old) node.classList.toggle("fresh", animate);
  else {
    const focus = focusIn(old.node);
    old.node.replaceWith(node);
    restoreFocus(node, focus);
  }
  return node;
}

/** Where the keyboard stood in a message that is about to be redrawn. */
function focusIn(node) {
  if (!node.contains(document.activeElement)) return null;
  const keys = [...node.querySelectorAll(".key")];
  return { data: document.activeElement.dataset?.callback, index: keys.indexOf(document.activeElement) };
}

function restoreFocus(node, focus) {
  if (!focus) return;
  const keys = [...node.querySelectorAll(".key")];
  const same = focus.data && keys.find((key) => key.dataset.callback === focus.data);
  (same || keys[focus.index] || (focus.index >= 0 && keys[0]) || node).focus({ preventScroll: true });
}

/** Shows the message a reply points to. */
function jumpTo(messageId) {
  const node = list.querySelector(`[data-message-id="${messageId}"]`);
  if (!node) return;
  node.scrollIntoView({ block: "center", behavior: "smooth" });
  node.classList.remove("flash");
  requestAnimationFrame(() => node.classList.add("flash"));
}

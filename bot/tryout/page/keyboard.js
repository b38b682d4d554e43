/** Inline keyboards under a message: taps with a spinner until the bot answers, links, copy buttons. */

import { api, attempt } from "./api.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./labels.js";
import { on, store } from "./store.js";
import { alertBox, copyText, toast } from "./popups.js";

const PATIENCE_MS = 10_000;

/** tap key (chat:message:data) → {tap: the server's number of it, null until known; timer} */
const waiting = new Map();
/** answers that came before the server had told us the number of their tap */
const early = new Map();

/** The rows of buttons of `message`, or null when it has none. */
export function renderKeyboard(message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "keyboard" }, rows.map((row) => el("div", { class: "keys" }, row.map((key) => renderKey(message, key)))));
}

function renderKey(message, key) {
  const style = ["danger", "success", "primary"].includes(key.style) ? key.style : "";
  if (key.url) return linkKey(key, style);
  const node = button({ class: `key ${style}`, "data-callback": key.callback_data }, el("span", { class: "key-text" }, key.text), key.copy_text && icon("copy"));
  if (key.copy_text) node.addEventListener("click", () => copyText(key.copy_text.text));
  else if (key.callback_data) armTap(node, message, key.callback_data);
  else node.addEventListener("click", () => toast(words("onlyTelegram")));
  return node;
}

function linkKey(key, style) {
  const safe = /^(https?|tg):/i.test(key.url);
  const node = el(safe ? "a" : "span", { class: `key ${style}`, href: safe && key.url, target: "_blank", rel: "noopener noreferrer", title: key.url });
  node.append(el("span", { class: "key-text" }, key.text), icon("link"));
  return node;
}

function armTap(node, message, data) {
  const key = `${message.chat.id}:${message.message_id}:${data}`;
  node.dataset.tap = key;
  if (waiting.has(key)) spin(node, true);
  node.addEventListener("click", () => tap(key, message, data));
}

const spin = (node, busy) => {
  node.classList.toggle("busy", busy);
  node.setAttribute("aria-busy", String(busy));
};

function mark(key, busy) {
  for (const node of document.querySelectorAll(".key[data-tap]")) if (node.dataset.tap === key) spin(node, busy);
}

async function tap(key, message, data) {
  if (waiting.has(key)) return;
  const timer = setTimeout(() => {
    finish(key);
    toast(words("noAnswer"), { tone: "note" });
  }, PATIENCE_MS);
  const held = { tap: null, timer };
  waiting.set(key, held);
  mark(key, true);
  const given = await attempt(api.tap({ chat: message.chat.id, person: store.speakerId, message_id: message.message_id, data }));
  if (!given) finish(key);
  else if (early.has(given.tap)) showAnswer(key, early.get(given.tap));
  else held.tap = given.tap;
}

function finish(key) {
  clearTimeout(waiting.get(key)?.timer);
  waiting.delete(key);
  mark(key, false);
}

function showAnswer(key, answer) {
  early.delete(answer.tap);
  finish(key);
  if (!answer.text || answer.person !== store.speakerId) return;
  if (answer.alert) alertBox(answer.text, store.bot?.first_name);
  else toast(answer.text);
}

/** Begins to listen for the bot's answers. */
export function startTaps() {
  on("answer", (answer) => {
    for (const [key, held] of waiting) if (held.tap === answer.tap) return showAnswer(key, answer);
    early.set(answer.tap, answer);
    setTimeout(() => early.delete(answer.tap), PATIENCE_MS);
  });
}

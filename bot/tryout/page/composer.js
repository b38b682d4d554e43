/** The line where a person writes: sends, replies, edits; one draft per chat. */

import { api, attempt } from "./api.js";
import { here, sendText } from "./actions.js";
import { attachMenu } from "./attach.js";
import { commandHints, commandMenu } from "./commands.js";
import { button, byId, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./labels.js";
import { keepMessage, on, store, tell } from "./store.js";
import { blockedBar, speakers, startBar } from "./foot.js";
import { summaryOf } from "./summary.js";
import { toast } from "./popups.js";

const LONGEST = 4096;

/** chat id → {text, reply, edit} */
const drafts = new Map();
const field = el("textarea", { class: "field", rows: "1", "data-testid": "composer", enterkeyhint: "send", autocomplete: "off" });
const draft = () => {
  if (!drafts.has(store.chatId)) drafts.set(store.chatId, { text: "", reply: null, edit: null });
  return drafts.get(store.chatId);
};
const hints = el("div", { class: "hints" });
const bar = el("div", { class: "intent-place" });
const speakerRow = el("div", { class: "speaker-place" });
const sendButton = button({ class: "round send", "data-testid": "send", onclick: () => submit() }, icon("send"));
const attachButton = button({ class: "round", "data-testid": "attach", "aria-haspopup": "menu", onclick: () => attachMenu(attachButton) }, icon("attach"));
const menuButton = button({ class: "menu-button", "data-testid": "menu", "aria-haspopup": "menu", onclick: () => commandMenu(menuButton) });
const row = el("div", { class: "composer" }, menuButton, field, attachButton, sendButton);
const writing = el("div", { class: "writing" }, speakerRow, hints, bar, row);

/** Builds the foot of the chat. */
export function startComposer() {
  for (const topic of ["chat", "state"]) on(topic, draw);
  on("messages", (chatId) => chatId === store.chatId && choose());
  on("reply", (message) => intend({ reply: message, edit: null }));
  on("edit", (message) => intend({ reply: null, edit: message, text: message.text }));
  field.addEventListener("input", written);
  field.addEventListener("keydown", pressed);
}

let drawnChat = null;

function draw() {
  if (!store.chat()) return;
  field.placeholder = words("placeholder");
  for (const [node, key] of [[field, "message"], [sendButton, "send"], [attachButton, "attach"], [menuButton, "commands"]]) {
    node.setAttribute("aria-label", words(key));
    if (node !== field) node.title = words(key);
  }
  fill(menuButton, icon("menu"), el("span", {}, words("menu")));
  if (drawnChat !== store.chatId) field.value = draft().text;
  drawnChat = store.chatId;
  fill(speakerRow, speakers());
  showIntent();
  choose();
}

/** START before the first message, UNBLOCK while blocked, else the writing line. */
function choose() {
  const chat = store.chat();
  const empty = chat.type === "private" && store.thread(chat.id).size === 0;
  const kind = store.isBlocked(chat.id) ? "blocked" : empty ? "start" : "write";
  const foot = byId("foot");
  const mark = kind === "write" ? kind : `${kind}:${chat.id}:${store.speakerId}:${words("start")}`;
  if (foot.dataset.kind === mark) return;
  foot.dataset.kind = mark;
  fill(foot, kind === "write" ? writing : kind === "start" ? startBar() : blockedBar(chat));
  grow();
  if (kind === "write") focusField();
}

/** On a phone the on-screen keyboard must not jump up by itself. */
function focusField() {
  if (matchMedia("(hover: hover)").matches && !document.querySelector("dialog[open]")) field.focus({ preventScroll: true });
}

function intend(change) {
  Object.assign(draft(), change);
  if (change.text !== undefined) field.value = change.text;
  showIntent();
  written();
  field.focus();
}

function showIntent() {
  const { reply, edit } = draft();
  const about = edit ?? reply;
  if (!about) return fill(bar);
  const title = edit ? words("editing") : `${words("reply")} · ${about.from?.first_name ?? ""}`;
  fill(bar, el("div", { class: "intent" }, icon(edit ? "edit" : "reply"),
    el("div", { class: "intent-words" }, el("strong", {}, title), el("span", {}, summaryOf(about))),
    button({ class: "round", label: words("cancel"), onclick: giveUp }, icon("close"))));
}

function giveUp() {
  const wasEdit = draft().edit;
  Object.assign(draft(), { reply: null, edit: null });
  if (wasEdit) field.value = "";
  showIntent();
  written();
  field.focus();
}

function written() {
  draft().text = field.value;
  grow();
  fill(hints, commandHints(field.value, (command) => { field.value = ""; written(); sendText(command); field.focus(); }));
}

/** As high as its text, up to a third of the window. */
function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, innerHeight / 3)}px`;
  row.classList.toggle("filled", field.value.trim() !== "");
}

function pressed(event) {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape" && (draft().reply || draft().edit)) giveUp();
  else if (event.key === "ArrowUp" && field.value === "") editLast(event);
  else if (event.key === "ArrowDown" && hints.firstChild) {
    event.preventDefault();
    hints.querySelector("button").focus();
  }
}

function editLast(event) {
  const last = store.messages(store.chatId).findLast((message) => message.from?.id === store.speakerId && message.text && !message.forward_origin);
  if (!last) return;
  event.preventDefault();
  tell("edit", last);
}

async function submit() {
  const text = field.value.trim();
  const { reply, edit } = draft();
  if (!text) return field.focus();
  if (text.length > LONGEST) return toast(words("tooLong", text.length), { tone: "bad" });
  Object.assign(draft(), { reply: null, edit: null });
  const mine = draft();
  field.value = "";
  showIntent();
  written();
  focusField();
  const accepted = edit ? await sendEdit(edit, text) : await sendText(text, reply?.message_id);
  if (!accepted && !mine.text) restore(mine, { text, reply, edit });
}

async function sendEdit(message, text) {
  if (text === message.text) return true;
  const answer = await attempt(api.edit({ ...here(), message_id: message.message_id, text }));
  if (answer?.message) keepMessage(answer.message);
  return answer !== null;
}

/** A refused text comes back into its chat's line, so nothing has to be typed twice. */
function restore(mine, kept) {
  Object.assign(mine, kept);
  if (draft() === mine) intend(kept);
}

/** The server's events; after every (re)connection the whole state is loaded anew, so nothing missed stays missing. */

import { api } from "./api.js";
import { setClock } from "./clock.js";
import { dropMessage, keepMessage, openChat, store, tell } from "./store.js";

const RETRY_MS = 1000;
/** A half-open connection is given up after this long without becoming usable. */
const PATIENCE_MS = 8000;

/** Connects, and reconnects for as long as the page is open. */
export function startStream() {
  const source = new EventSource("/try/events");
  const patience = setTimeout(() => again(), PATIENCE_MS);
  let ended = false;
  const again = () => {
    if (ended) return;
    ended = true;
    clearTimeout(patience);
    source.close();
    setOnline(false);
    setTimeout(startStream, RETRY_MS);
  };
  source.onopen = () => {
    clearTimeout(patience);
    loadAll().then(() => !ended && setOnline(true), again);
  };
  source.onmessage = ({ data }) => heard(JSON.parse(data));
  source.onerror = again;
}

function setOnline(online) {
  if (store.online === online) return;
  store.online = online;
  tell("online");
  if (online) tell("events");
}

async function loadAll() {
  await loadState();
  const loads = store.chats.map(async (chat) => {
    const { messages, seq } = await api.messages(chat.id);
    store.loadedAt.set(chat.id, seq ?? 0);
    store.threads.set(chat.id, new Map(messages.map((message) => [message.message_id, message])));
  });
  await Promise.all(loads);
  if (!store.chat()) openChat(firstChat());
  tell("state");
}

function firstChat() {
  const last = Number(sessionStorage.getItem("chat"));
  return (store.chats.find((chat) => chat.id === last) ?? store.chats[0])?.id;
}

async function loadState() {
  const state = await api.state();
  const restarted = store.bot !== null && state.seq < lastSeq;
  lastSeq = state.seq ?? 0;
  if (restarted) {
    store.blocked.clear();
    store.unread.clear();
  }
  Object.assign(store, { bot: state.bot, people: state.people ?? [], chats: state.chats ?? [], iana: state.clock?.iana ?? store.iana });
  for (const chat of store.chats) if (typeof chat.blocked === "boolean") store.blocked.set(chat.id, chat.blocked);
  if (state.clock?.now) setClock(state.clock.now);
}

let lastSeq = 0;

const KINDS = {
  message: ({ message, seq }) => fresh(message.chat.id, seq) && arrived(message),
  edited: ({ message, seq }) => fresh(message.chat.id, seq) && keepMessage(message),
  deleted: ({ chat, message_id: id, seq }) => fresh(chat, seq) && dropMessage(chat, id),
  answer: (event) => tell("answer", event),
  action: (event) => tell("action", event),
  clock: ({ now }) => setClock(now),
  commands: reload,
  state: reload,
};

function heard(event) {
  if (event.seq) lastSeq = Math.max(lastSeq, event.seq);
  KINDS[event.kind]?.(event);
  if (event.kind !== "action") tell("events");
}

/** Whether an event is newer than what was loaded; the loaded messages already contain the older ones. */
const fresh = (chatId, seq) => !seq || seq > (store.loadedAt.get(chatId) ?? 0);

function arrived(message) {
  const chatId = message.chat.id;
  const known = store.thread(chatId).has(message.message_id);
  if (chatId !== store.chatId && !known && message.outgoing) store.unread.set(chatId, (store.unread.get(chatId) ?? 0) + 1);
  keepMessage(message);
  if (!known) tell("arrived", message);
}

async function reload() {
  try {
    await loadState();
  } catch {
    return;
  }
  tell("state");
}

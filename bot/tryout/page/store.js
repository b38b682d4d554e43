/** What the page knows now (people, chats, messages, clock), and who wants to hear when it changes. */

const listeners = new Map();

export const store = {
  bot: null,
  people: [],
  chats: [],
  iana: "Asia/Shanghai",
  online: false,
  /** chat id → Map(message id → Message) */
  threads: new Map(),
  /** chat id → number of the last event its loaded messages already contain */
  loadedAt: new Map(),
  unread: new Map(),
  blocked: new Map(),
  chatId: null,
  speakerId: null,

  chat() {
    return this.chats.find((chat) => chat.id === this.chatId) ?? null;
  },
  /** The person in whose name the page speaks in the open chat. */
  person() {
    return this.people.find((person) => person.id === this.speakerId) ?? null;
  },
  thread(chatId) {
    if (!this.threads.has(chatId)) this.threads.set(chatId, new Map());
    return this.threads.get(chatId);
  },
  /** The messages of a chat, oldest first. */
  messages(chatId) {
    return [...this.thread(chatId).values()].sort((a, b) => a.message_id - b.message_id);
  },
  /** What the bot says of itself in the language of the person, if the server tells it per language. */
  inLanguage(key) {
    const code = this.person()?.language_code?.slice(0, 2);
    return this.bot?.[`${key}_by_language`]?.[code] || this.bot?.[key] || "";
  },
  isBlocked(chatId) {
    return this.blocked.get(chatId) ?? false;
  },
};

/** Calls `heard` whenever `topic` is told. */
export function on(topic, heard) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(heard);
}

/** Tells everybody who listens to `topic`. Topics: state, chat, messages, arrived, action, answer, clock, online, events. */
export function tell(topic, detail) {
  for (const heard of listeners.get(topic) ?? []) heard(detail);
}

/** Opens a chat; in a group the speaker stays the same when a member of it. */
export function openChat(chatId) {
  const chat = store.chats.find((entry) => entry.id === chatId);
  if (!chat) return;
  store.chatId = chatId;
  store.speakerId = speakerFor(chat);
  store.unread.delete(chatId);
  sessionStorage.setItem("chat", String(chatId));
  tell("chat");
}

function speakerFor(chat) {
  if (chat.person) return chat.person;
  const members = chat.members ?? [];
  return members.includes(store.speakerId) ? store.speakerId : (members.find((id) => personOf(id)) ?? store.people[0]?.id);
}

/** Lets another member speak in the open group. */
export function speakAs(personId) {
  store.speakerId = personId;
  tell("chat");
}

/** The person with this id, or undefined (the bot, or someone who left). */
export const personOf = (id) => store.people.find((person) => person.id === id);

/** Puts a new or edited message in its place. */
export function keepMessage(message) {
  store.thread(message.chat.id).set(message.message_id, message);
  tell("messages", message.chat.id);
}

/** Forgets a deleted message. */
export function dropMessage(chatId, messageId) {
  store.thread(chatId).delete(messageId);
  tell("messages", chatId);
}

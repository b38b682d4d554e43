/** What a person can do with messages: send a command, reply, edit, copy, forward again. */

import { api, attempt } from "./api.js";
import { words } from "./labels.js";
import { keepMessage, store, tell } from "./store.js";
import { copyText, openMenu } from "./popups.js";

/** The chat and the person that every question to the server carries. */
export const here = () => ({ chat: store.chatId, person: store.speakerId });

/** Takes over the messages of an answer; the event stream brings them too, which does no harm. */
export function takeOver(answer) {
  const messages = answer?.messages ?? (answer?.message ? [answer.message] : []);
  for (const message of messages) {
    keepMessage(message);
    tell("arrived", message);
  }
  return messages.length > 0;
}

/** Sends a text as the person who is chatting. Returns whether it was accepted. */
export async function sendText(text, replyTo) {
  return takeOver(await attempt(api.send({ ...here(), text, ...(replyTo ? { reply_to: replyTo } : {}) })));
}

/** Sends a /command that was tapped in a text or in the menu. */
export const sendCommand = (command) => sendText(command);

/** The menu of one message. */
export function messageMenu(message, place) {
  const text = message.text ?? message.caption;
  const own = !message.outgoing && message.from?.id === store.speakerId;
  const entries = [
    { icon: "reply", label: words("reply"), testId: "menu-reply", run: () => tell("reply", message) },
    own && message.text && !message.forward_origin && { icon: "edit", label: words("edit"), testId: "menu-edit", run: () => tell("edit", message) },
    text && { icon: "copy", label: words("copyText"), testId: "menu-copy", run: () => copyText(text) },
    { icon: "forward", label: words("forwardAgain"), testId: "menu-forward", run: () => forwardAgain(message) },
  ];
  openMenu(place, entries.filter(Boolean), words("messageMenu"));
}

async function forwardAgain(message) {
  takeOver(await attempt(api.forward({ ...here(), from_chat: message.chat.id, message_id: message.message_id })));
}

/** Puts the page together. */

import { startAttach } from "./attach.js";
import { startClock } from "./clock.js";
import { startComposer } from "./composer.js";
import { byId } from "./dom.js";
import { startHead } from "./head.js";
import { startTaps } from "./keyboard.js";
import { langTag } from "./labels.js";
import { startPanel } from "./panel.js";
import { startPeople } from "./people.js";
import { on, store } from "./store.js";
import { startStream } from "./stream.js";
import { nameOf, summaryOf } from "./summary.js";
import { startTheme } from "./theme.js";
import { startThread } from "./thread.js";

on("chat", () => {
  document.documentElement.lang = langTag();
});

/** Says a new message of the bot aloud to those who do not see it. */
on("arrived", (message) => {
  if (message.chat.id === store.chatId && message.outgoing) byId("live").textContent = `${nameOf(message.from)}: ${summaryOf(message)}`;
});

for (const [chatId, blocked] of JSON.parse(sessionStorage.getItem("blocked") ?? "[]")) store.blocked.set(chatId, blocked);
for (const start of [startTheme, startHead, startPeople, startClock, startThread, startComposer, startAttach, startTaps, startPanel, startStream]) start();

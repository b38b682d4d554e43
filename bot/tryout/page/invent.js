/** Dialogs that invent what a try-out needs: a seller's message, a place, one more person. */

import { here, takeOver } from "./actions.js";
import { api, attempt } from "./api.js";
import { nowOf } from "./clock.js";
import { button, el } from "./dom.js";
import { lang, words } from "./labels.js";
import { dialogHead, openDialog } from "./popups.js";
import { store } from "./store.js";

function field(label, input) {
  return el("label", { class: "form-field" }, el("span", {}, label), input);
}

/** A form in a dialog; `send` returns whether it was accepted. */
function formDialog({ title, hint, fields, submit, send, testId }) {
  const go = button({ class: "wide-button", type: "submit", "data-testid": `${testId}-submit` }, submit);
  const form = el("form", { class: "form" }, dialogHead(title, () => box.close()), hint && el("p", { class: "form-hint" }, hint), fields, go);
  const box = openDialog({ title, content: [form], testId });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    if (await send()) box.close();
    go.disabled = false;
  });
}

/** Unix seconds as the value of a datetime-local field in the clock's zone, and back. */
function toField(unix) {
  return new Date((unix + zoneOffset(unix)) * 1000).toISOString().slice(0, 16);
}

function fromField(value) {
  const wall = Date.parse(`${value}:00Z`) / 1000;
  return Math.round(wall - zoneOffset(wall - zoneOffset(wall)));
}

/** Seconds that the clock's zone is ahead of UTC at a moment. */
function zoneOffset(unix) {
  const shape = { timeZone: store.iana, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
  const part = Object.fromEntries(new Intl.DateTimeFormat("en-GB", shape).formatToParts(new Date(unix * 1000)).map(({ type, value }) => [type, value]));
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`) / 1000 - Math.floor(unix);
}

/** Forwards an invented message of a seller to the bot. */
export function forwardDialog() {
  const name = el("input", { required: true, maxlength: "64", value: words("sellerName"), "data-testid": "forward-name" });
  const text = el("textarea", { required: true, rows: "3", maxlength: "4096", value: words("sellerText"), "data-testid": "forward-text", autofocus: true });
  const date = el("input", { type: "datetime-local", required: true, value: toField(nowOf() - 3600), "data-testid": "forward-date" });
  formDialog({
    title: words("forwardTitle"), hint: words("forwardHint"), submit: words("forward"), testId: "forward-dialog",
    fields: [field(words("senderName"), name), field(words("text"), text), field(words("sentAt"), date)],
    send: async () => takeOver(await attempt(api.forward({ ...here(), text: text.value, sender_name: name.value, date: fromField(date.value) }))),
  });
}

/** Sends a place. */
export function locationDialog() {
  const number = (value, limit) => el("input", { type: "number", step: "any", required: true, min: String(-limit), max: String(limit), value });
  const latitude = number("31.2304", 90);
  const longitude = number("121.4737", 180);
  formDialog({
    title: words("locationTitle"), submit: words("send"), testId: "location-dialog",
    fields: [field(words("latitude"), latitude), field(words("longitude"), longitude)],
    send: async () => takeOver(await attempt(api.location({ ...here(), latitude: latitude.valueAsNumber, longitude: longitude.valueAsNumber }))),
  });
}

/** Adds one more person with an own private chat. */
export function personDialog() {
  const name = el("input", { required: true, maxlength: "64", "data-testid": "person-name", autofocus: true });
  const language = el("select", { "data-testid": "person-language" }, el("option", { value: "zh-hans" }, "中文"), el("option", { value: "en" }, "English"));
  language.value = lang() === "zh" ? "zh-hans" : "en";
  formDialog({
    title: words("addPerson"), submit: words("add"), testId: "person-dialog",
    fields: [field(words("nameField"), name), field(words("languageField"), language)],
    send: async () => (await attempt(api.addPerson({ first_name: name.value.trim(), language_code: language.value }))) !== null,
  });
}

/** Files into the chat: by the picker, by dropping, by pasting; asked each time whether as photos or as files. */

import { here, takeOver } from "./actions.js";
import { forwardDialog, locationDialog } from "./invent.js";
import { api, attempt } from "./api.js";
import { button, byId, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./labels.js";
import { fileBadge, sizeOf } from "./media.js";
import { dialogHead, openDialog, openMenu } from "./popups.js";
import { store } from "./store.js";

/** The most files one album holds. */
const ALBUM = 10;
const picker = el("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true", "data-testid": "file-input" });

/** Arms the picker, dropping and pasting. */
export function startAttach() {
  document.body.append(picker);
  picker.addEventListener("change", () => {
    const files = [...picker.files];
    picker.value = "";
    if (files.length) filesDialog(files);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    filesDialog(files);
  });
  startDrop(byId("chat"));
}

/** What can be attached. */
export function attachMenu(place) {
  openMenu(place, [
    { icon: "photo", label: words("photoOrFile"), testId: "attach-files", run: () => picker.click() },
    { icon: "forward", label: words("sellerMessage"), testId: "attach-forward", run: forwardDialog },
    { icon: "place", label: words("location"), testId: "attach-location", run: locationDialog },
  ], words("attach"));
}

function startDrop(chat) {
  const zones = el("div", { class: "drop", "data-testid": "drop" });
  zones.hidden = true;
  chat.append(zones);
  const zone = (mode, title, hint, picture) => {
    const node = el("div", { class: "drop-zone", "data-mode": mode }, icon(picture), el("strong", {}, title), el("span", {}, hint));
    node.addEventListener("dragenter", () => node.classList.add("over"));
    node.addEventListener("dragleave", () => node.classList.remove("over"));
    return node;
  };
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (!zones.hidden) return;
    fill(zones, zone("document", words("dropFile"), words("dropHintFile"), "file"), zone("photo", words("dropPhoto"), words("dropHint"), "photo"));
    zones.hidden = false;
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || (zones.hidden = true));
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zones.hidden = true;
    const files = [...event.dataTransfer.files];
    if (files.length && !document.querySelector("dialog[open]")) filesDialog(files, event.target.closest?.(".drop-zone")?.dataset.mode);
  });
}

const isPicture = (file) => /^image\/(jpeg|png|webp|gif|bmp|heic|avif)/.test(file.type);
const isMedia = (file) => isPicture(file) || file.type.startsWith("video/");
const isSound = (file) => file.type.startsWith("audio/");

/** The question before sending: how, and with which words. */
function filesDialog(files, wish) {
  const shown = files.map((file) => ({ file, address: isPicture(file) ? URL.createObjectURL(file) : null }));
  const quick = files.some(isMedia) ? "photo" : files.every(isSound) ? "voice" : null;
  const modes = quick ? [quick, "document"] : ["document"];
  let mode = modes.includes(wish) ? wish : modes[0];
  const title = words("sendFiles", files.length);
  const preview = el("div", { class: "preview" });
  const choice = el("div", { class: "choice", role: "radiogroup", "aria-label": title });
  const caption = el("textarea", { class: "caption-field", rows: "1", maxlength: "1024", placeholder: words("caption"), "aria-label": words("caption"), "data-testid": "caption", autofocus: true });
  const send = button({ class: "wide-button", "data-testid": "send-files" }, words("send"));
  const draw = () => {
    fill(choice, modes.length > 1 && modes.map((name) => button({ class: "choice-key", role: "radio", "aria-checked": String(name === mode), "data-testid": `as-${name}`, onclick: () => { mode = name; draw(); } }, words({ photo: "asPhoto", document: "asFile", voice: "asVoice" }[name]))));
    fill(preview, previewOf(shown, mode));
    preview.className = `preview ${mode}`;
  };
  const box = openDialog({ title, testId: "files-dialog", content: [dialogHead(title, () => box.close()), preview, choice, caption, send] });
  box.closed.then(() => shown.forEach(({ address }) => address && URL.revokeObjectURL(address)));
  const go = async () => {
    send.disabled = true;
    send.textContent = words("sending");
    const done = await sendFiles(files, mode, caption.value.trim());
    if (done) return box.close();
    send.disabled = false;
    send.textContent = words("send");
  };
  send.addEventListener("click", go);
  caption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    go();
  });
  draw();
}

function previewOf(shown, mode) {
  return shown.map(({ file, address }) => {
    if (mode === "photo" && address) return el("img", { src: address, alt: file.name });
    return el("div", { class: "file" }, address ? el("img", { class: "file-badge", src: address, alt: "" }) : fileBadge(file.name),
      el("span", { class: "file-words" }, el("span", { class: "file-name" }, file.name), el("span", { class: "file-size" }, sizeOf(file.size))));
  });
}

/** How each file travels: what cannot be a photo or a video goes as a file. */
function kindOf(file, mode) {
  if (mode === "photo" && file.type.startsWith("video/")) return "video";
  return mode === "photo" && !isPicture(file) ? "document" : mode;
}

/** Sends files of one kind together, ten at most; the caption goes with the first. Returns whether all were accepted. */
async function sendFiles(files, mode, caption) {
  const target = here();
  const parcels = ["photo", "video", "voice", "document"].flatMap((kind) => {
    const alike = files.filter((file) => kindOf(file, mode) === kind);
    return Array.from({ length: Math.ceil(alike.length / ALBUM) }, (_, index) => ({ kind, files: alike.slice(index * ALBUM, (index + 1) * ALBUM) }));
  });
  for (const [index, parcel] of parcels.entries()) {
    const fields = { ...target, as: parcel.kind, caption: index === 0 ? caption : "" };
    if (!takeOver(await attempt(api.upload(fields, parcel.files)))) return false;
  }
  return store.chatId !== null;
}

/** A photo over the whole window, with the next and previous ones of its chat. */

import { fileUrl } from "./api.js";
import { button, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./labels.js";
import { openDialog } from "./popups.js";
import { store } from "./store.js";

/** The largest size of a message's photo. */
export const largest = (sizes) => sizes.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best));

/** Opens the photo of `message`; arrows go through all photos of the chat. */
export function openLightbox(message) {
  const shots = store.messages(message.chat.id).filter((other) => other.photo?.length);
  let at = shots.findIndex((other) => other.message_id === message.message_id);
  const frame = el("div", { class: "light-frame" });
  const box = openDialog({ title: words("photo"), kind: "light", content: [frame], testId: "lightbox" });
  const step = (by) => {
    if (!shots[at + by]) return;
    at += by;
    show();
  };
  const show = () => {
    const shot = shots[at];
    const size = largest(shot.photo);
    const address = fileUrl(size.file_id);
    const picture = el("img", { src: address, alt: shot.caption || words("photo"), width: size.width, height: size.height });
    fill(frame,
      el("div", { class: "light-bar" },
        el("span", {}, `${at + 1} / ${shots.length}`),
        el("a", { class: "round", href: address, target: "_blank", rel: "noopener", "aria-label": words("open"), title: words("open") }, icon("link")),
        button({ class: "round", label: words("close"), onclick: () => box.close(), autofocus: true }, icon("close"))),
      el("div", { class: "light-stage", onclick: (event) => event.target.tagName === "IMG" || box.close() }, picture),
      shots[at - 1] && button({ class: "light-step prev", label: words("prev"), onclick: () => step(-1) }, icon("left")),
      shots[at + 1] && button({ class: "light-step next", label: words("nextPhoto"), onclick: () => step(1) }, icon("right")),
      shot.caption && el("p", { class: "light-caption" }, shot.caption));
    frame.querySelector("button.round").focus();
  };
  box.node.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  show();
}

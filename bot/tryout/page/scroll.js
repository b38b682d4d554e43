/** Keeps the chat at its end while the reader is there; otherwise leaves the place alone and counts what came. */

import { button, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./labels.js";

/** Pixels from the end that still count as "at the end". */
const NEAR = 80;

/** Makes `stage` the scrolling place of `list`; returns {toEnd, arrived(mine)}. */
export function startScroll(stage, list) {
  const view = el("div", { class: "view", tabindex: "-1" }, list);
  const pill = button({ class: "pill", "data-testid": "new-messages", onclick: () => toEnd(true) });
  pill.hidden = true;
  stage.append(view, pill);
  let held = true;
  let missed = 0;

  const distance = () => view.scrollHeight - view.scrollTop - view.clientHeight;
  const toEnd = (softly = false) => {
    held = true;
    missed = 0;
    view.scrollTo({ top: view.scrollHeight, behavior: softly ? "smooth" : "instant" });
    showPill();
  };
  const showPill = () => {
    pill.hidden = held || distance() < NEAR;
    pill.setAttribute("aria-label", missed ? words("newMessages", missed) : words("toEnd"));
    pill.classList.toggle("counted", missed > 0);
    fill(pill, missed ? el("span", {}, words("newMessages", missed)) : null, icon("down"));
  };
  let height = 0;
  view.addEventListener("scroll", () => {
    const shrunk = view.clientHeight !== height;
    height = view.clientHeight;
    if (shrunk) return;
    held = distance() < NEAR;
    if (held) missed = 0;
    showPill();
  }, { passive: true });
  const grown = new ResizeObserver(() => {
    height = view.clientHeight;
    if (held) view.scrollTop = view.scrollHeight;
    showPill();
  });
  grown.observe(list);
  grown.observe(view);

  return {
    toEnd: () => toEnd(false),
    arrived: (mine) => {
      if (mine || held) return toEnd(false);
      missed += 1;
      showPill();
    },
  };
}

/** The movable clock: the time now, how far it has been moved, and the three jumps. */

import { api, attempt, Refusal } from "./api.js";
import { dayOf, momentOf, spanOf, timeOf } from "./dates.js";
import { button, byId, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./labels.js";
import { on, tell } from "./store.js";
import { toast } from "./popups.js";

const known = { now: Date.now() / 1000, at: performance.now() };

/** The movable clock's time now, in unix seconds: the last told time plus what has passed since. */
export const nowOf = () => known.now + (performance.now() - known.at) / 1000;

/** Takes over the server's time. */
export function setClock(now) {
  known.now = now;
  known.at = performance.now();
  draw();
  tell("clock");
}

/** Builds the clock bar. */
export function startClock() {
  on("chat", draw);
  on("state", draw);
  setInterval(tick, 1000);
  draw();
}

let drawnMinute = "";

function tick() {
  if (momentOf(nowOf()) !== drawnMinute) draw();
}

function draw() {
  const now = nowOf();
  drawnMinute = momentOf(now);
  const place = byId("clock");
  const focused = document.activeElement?.dataset?.testid;
  place.setAttribute("aria-label", words("clock"));
  const face = el("div", { class: "clock-now", "data-testid": "clock-now", title: words("clock") },
    el("span", { class: "clock-time" }, timeOf(now), movedBadge(now)), el("span", { class: "clock-day" }, dayOf(now, Date.now() / 1000)));
  const jumps = el("div", { class: "clock-jumps" },
    jump("clock-hour", words("hour"), { seconds: 3600 }), jump("clock-day", words("day"), { seconds: 86400 }), jump("clock-next", words("next"), { to: "next" }, "skip"));
  fill(place, face, jumps);
  if (place.querySelector(`[data-testid="${focused}"]`)) place.querySelector(`[data-testid="${focused}"]`).focus();
}

/** How far the clock stands from the computer's own; less than a minute is not worth a word. */
function movedBadge(now) {
  const moved = now - Date.now() / 1000;
  if (Math.abs(moved) < 60) return null;
  const title = words(moved > 0 ? "moved" : "movedBack", spanOf(moved));
  return el("span", { class: "clock-moved", "data-testid": "clock-moved", title, "aria-label": title }, `${moved > 0 ? "+" : "−"}${spanOf(moved, true)}`);
}

function jump(testId, label, move, picture) {
  const node = button({ class: `jump ${picture ? "main" : ""}`, "data-testid": testId }, picture && icon(picture), el("span", {}, label));
  node.addEventListener("click", () => moveClock(move));
  return node;
}

let moving = false;

async function moveClock(move) {
  if (moving) return;
  moving = true;
  byId("clock").classList.add("busy");
  try {
    const moved = await attempt(api.clock(move).catch((error) => nothingDue(error, move)));
    if (moved?.now) {
      setClock(moved.now);
      toast(words("jumped", momentOf(moved.now)), { about: "clock" });
    }
  } finally {
    moving = false;
    byId("clock").classList.remove("busy");
  }
}

/** 409 on "next" means that nothing is due: that is news, not a failure. */
function nothingDue(error, move) {
  if (!(error instanceof Refusal) || error.status !== 409 || !move.to) throw error;
  toast(words("nothingDue"), { tone: "note", about: "clock" });
  return null;
}

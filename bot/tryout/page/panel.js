/** Behind the scenes: what the bot will remind of and what it has sent; beside the chat, or a drawer on a phone. */

import { api } from "./api.js";
import { momentOf, relativeOf } from "./dates.js";
import { nowOf } from "./clock.js";
import { button, byId, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./labels.js";
import { on, store } from "./store.js";

/** Between an event and the look at the panel: the bot may still be writing. */
const SETTLE_MS = 350;
const AGAIN_MS = 2500;
const wide = matchMedia("(min-width: 900px)");
let known = { due: [], sent: [], counts: {} };
let timers = [];
let before = null;

/** Builds the panel and refreshes it after everything that may change it. */
export function startPanel() {
  for (const topic of ["events", "clock", "state"]) on(topic, refreshSoon);
  for (const topic of ["chat", "state"]) on(topic, draw);
  wide.addEventListener("change", () => shut());
  document.addEventListener("keydown", (event) => event.key === "Escape" && !document.querySelector("dialog[open]") && shut());
  setInterval(() => document.hidden || refresh(), 30_000);
  const veil = el("div", { class: "veil", onclick: () => shut() });
  byId("app").append(veil);
  shut();
}

/** Slides the drawer in (phone width). */
export function openPanel() {
  before = document.activeElement;
  byId("panel").inert = false;
  byId("app").classList.add("panel-open");
  byId("panel").querySelector("button")?.focus({ preventScroll: true });
}

function shut() {
  byId("app").classList.remove("panel-open");
  byId("panel").inert = !wide.matches;
  before?.focus?.({ preventScroll: true });
  before = null;
}

function refreshSoon() {
  timers.forEach(clearTimeout);
  timers = [SETTLE_MS, AGAIN_MS].map((wait) => setTimeout(refresh, wait));
}

async function refresh() {
  if (!store.online) return;
  const told = await api.panel().catch(() => null);
  if (!told) return;
  known = { due: told.due ?? [], sent: told.sent ?? [], counts: told.counts ?? {} };
  draw();
}

function draw() {
  const place = byId("panel");
  const scrolled = place.scrollTop;
  const focused = place.contains(document.activeElement);
  place.setAttribute("aria-label", words("panel"));
  fill(place,
    el("div", { class: "panel-head" }, el("h2", {}, words("panel")), button({ class: "round panel-close", label: words("closePanel"), "data-testid": "panel-close", onclick: shut }, icon("close"))),
    el("p", { class: "panel-hint" }, words("panelHint")),
    counts(),
    section("panel-due", words("due"), sorted(known.due, 1).map(dueRow), words("noDue")),
    section("panel-sent", words("sent"), sorted(known.sent, -1).map(sentRow), words("noSent")));
  place.scrollTop = scrolled;
  if (focused) place.querySelector("button")?.focus({ preventScroll: true });
}

const sorted = (rows, order) => [...rows].sort((a, b) => order * (a.at - b.at));

function counts() {
  const shown = Object.entries(known.counts).filter(([, count]) => typeof count === "number" || typeof count === "string");
  if (!shown.length) return null;
  return el("dl", { class: "counts" }, shown.map(([name, count]) => el("div", {}, el("dt", {}, words(`count_${name.replaceAll(" ", "_")}`) ?? plain(name)), el("dd", {}, String(count)))));
}

function section(testId, title, rows, none) {
  return el("section", { class: "panel-part", "aria-label": title },
    el("h3", {}, title, rows.length > 0 && el("span", { class: "panel-count" }, String(rows.length))),
    el("ul", { class: "panel-list", "data-testid": testId }, rows.length ? rows : el("li", { class: "panel-none" }, none)));
}

const plain = (code) => code.replaceAll("_", " ");

/** A reminder's kind in words; one that the page does not know, or a whole sentence, is shown as told. */
const whatOf = (row) => words(`kind_${row.what}`) ?? plain(row.what);

function dueRow(row, index) {
  const now = nowOf();
  const late = row.at < now - 60;
  return el("li", { class: `panel-row ${index === 0 ? "first" : ""} ${late ? "late" : ""}` },
    el("span", { class: "panel-dot", "aria-hidden": "true" }),
    el("div", {}, el("div", { class: "panel-what" }, whatOf(row)), row.case && el("div", { class: "panel-case" }, row.case),
      el("div", { class: "panel-when" }, el("time", {}, momentOf(row.at, now)), el("span", { class: "panel-in" }, relativeOf(row.at, now)))));
}

function sentRow(row) {
  return el("li", { class: "panel-row done" },
    el("span", { class: "panel-dot", "aria-hidden": "true" }),
    el("div", {}, el("div", { class: "panel-what" }, whatOf(row)),
      el("div", { class: "panel-when" }, el("time", {}, momentOf(row.at, nowOf())), row.state && el("span", { class: `panel-state ${row.state}` }, words(`state_${row.state}`) ?? plain(row.state)))));
}

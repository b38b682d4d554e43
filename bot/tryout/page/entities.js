/** Bot API text entities as DOM nodes. Offsets are UTF-16 units, which is how JavaScript counts strings too. */

import { words } from "./labels.js";
import { entityDate, momentOf } from "./dates.js";
import { nowOf } from "./clock.js";
import { button, el } from "./dom.js";
import { copyText } from "./popups.js";
import { icon } from "./icons.js";

const SAFE_LINK = /^(https?:|tg:|mailto:|tel:)/i;

/**
 * The nodes of `text` with its `entities`; nested ones are nested, crossing ones are cut at the border.
 * `onCommand(text)` is called when a /command is tapped.
 */
export function renderText(text, entities = [], onCommand = () => {}) {
  const sorted = entities
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .map((entity) => ({ ...entity, end: Math.min(entity.offset + entity.length, text.length) }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return span(text, 0, text.length, sorted, onCommand);
}

function span(text, from, to, entities, onCommand) {
  const nodes = [];
  const queue = [...entities];
  let at = from;
  const plain = (end) => end > at && nodes.push(document.createTextNode(text.slice(at, end)));
  while (queue.length) {
    const entity = queue.shift();
    plain(entity.offset);
    const inner = takeInner(queue, entity);
    const children = span(text, entity.offset, entity.end, inner, onCommand);
    nodes.push(wrap(entity, text.slice(entity.offset, entity.end), children, onCommand));
    at = entity.end;
    // The line break after a quote or a code block is already the end of its box.
    if (BLOCKS.has(entity.type) && text[at] === "\n" && queue[0]?.offset !== at && at < to) at += 1;
  }
  plain(to);
  return nodes;
}

/** Takes out of `queue` what begins inside `outer`; what crosses its end is split in two. */
function takeInner(queue, outer) {
  const inner = [];
  const rest = [];
  for (const entity of queue.splice(0)) {
    if (entity.offset >= outer.end) rest.push(entity);
    else inner.push({ ...entity, end: Math.min(entity.end, outer.end) });
    if (entity.offset < outer.end && entity.end > outer.end) rest.unshift({ ...entity, offset: outer.end });
  }
  queue.push(...rest.sort((a, b) => a.offset - b.offset || b.end - a.end));
  return inner;
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };

const WRAPPERS = {
  code: (entity, raw, children) => copyable("code", raw, children),
  pre: (entity, raw, children) => preformatted(entity, raw, children),
  spoiler: (entity, raw, children) => spoiler(children),
  blockquote: (entity, raw, children) => el("blockquote", { class: "quote" }, children),
  expandable_blockquote: (entity, raw, children) => expandable(children),
  text_link: (entity, raw, children) => link(entity.url, children),
  url: (entity, raw, children) => link(/^[a-z]+:/i.test(raw) ? raw : `https://${raw}`, children),
  email: (entity, raw, children) => link(`mailto:${raw}`, children),
  phone_number: (entity, raw, children) => link(`tel:${raw.replace(/[^\d+]/g, "")}`, children),
  bot_command: (entity, raw, children, onCommand) => button({ class: "link", onclick: () => onCommand(raw) }, children),
  mention: (entity, raw, children) => el("span", { class: "link" }, children),
  text_mention: (entity, raw, children) => el("span", { class: "link" }, children),
  hashtag: (entity, raw, children) => el("span", { class: "link" }, children),
  cashtag: (entity, raw, children) => el("span", { class: "link" }, children),
  custom_emoji: (entity, raw, children) => el("span", { class: "custom-emoji" }, children),
  date_time: (entity, raw, children) => dateTime(entity, children),
};

function wrap(entity, raw, children, onCommand) {
  if (PLAIN_TAGS[entity.type]) return el(PLAIN_TAGS[entity.type], {}, children);
  const wrapper = WRAPPERS[entity.type];
  return wrapper ? wrapper(entity, raw, children, onCommand) : el("span", {}, children);
}

function link(address, children) {
  if (!SAFE_LINK.test(address ?? "")) return el("span", {}, children);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, children);
}

/** What a tap, Enter or Space does on something that must stay inline text. */
function inlineButton(node, pressed) {
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  node.addEventListener("click", pressed);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    pressed(event);
  });
  return node;
}

function copyable(tag, raw, children) {
  return inlineButton(el(tag, { title: words("tapToCopy") }, children), () => copyText(raw));
}

function preformatted(entity, raw, children) {
  const copy = button({ class: "pre-copy", label: words("copyText"), onclick: () => copyText(raw) }, icon("copy"));
  const head = el("span", { class: "pre-head" }, entity.language ?? "", copy);
  return el("div", { class: "pre" }, head, el("pre", { tabindex: "0" }, children));
}

function spoiler(children) {
  const inside = el("span", { class: "spoiler-inside", "aria-hidden": "true" }, children);
  const node = el("span", { class: "spoiler", "aria-label": words("spoiler"), "aria-expanded": "false" }, inside);
  return inlineButton(node, (event) => {
    if (node.classList.contains("shown")) return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("shown");
    inside.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex", "aria-label", "aria-expanded"]) node.removeAttribute(name);
  });
}

function expandable(children) {
  const node = el("blockquote", { class: "quote expandable" }, el("div", { class: "quote-text" }, children));
  const toggle = button({ class: "quote-toggle", "aria-expanded": "false", onclick: () => turn() }, words("expand"));
  const turn = () => {
    const open = node.classList.toggle("open");
    toggle.textContent = words(open ? "collapse" : "expand");
    toggle.setAttribute("aria-expanded", String(open));
  };
  node.append(toggle);
  return node;
}

function dateTime(entity, children) {
  const shown = entityDate(entity.unix_time, entity.date_time_format, nowOf());
  const moment = momentOf(entity.unix_time, nowOf());
  return el("time", { class: "date-time", datetime: new Date(entity.unix_time * 1000).toISOString(), title: moment }, shown ?? children);
}

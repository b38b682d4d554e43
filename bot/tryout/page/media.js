/** Photos, albums, files, videos, sound and places inside a bubble. */

import { fileUrl } from "./api.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./labels.js";
import { largest, openLightbox } from "./lightbox.js";

/** How many tiles stand in each row of an album, by its number of tiles. */
const ALBUM_ROWS = { 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [2, 2, 3, 3] };

/** The media of one message or of the messages of one album; null when there is only text. */
export function renderMedia(messages) {
  const visual = messages.filter((message) => message.photo || message.video);
  if (messages.length > 1 && visual.length === messages.length) return album(messages);
  const nodes = messages.map(single).filter(Boolean);
  return nodes.length ? el("div", { class: messages.length > 1 ? "media media-list" : "media" }, nodes) : null;
}

/** Whether the media fills its bubble to the edges (photos and videos do, files do not). */
export const isVisual = (message) => Boolean(message.photo || message.video || message.animation || message.location);

function album(messages) {
  const rows = ALBUM_ROWS[messages.length] ?? [3, 3, 3];
  const spans = rows.flatMap((count) => Array(count).fill(6 / count));
  const tiles = messages.map((message, index) => {
    const tile = message.photo ? photo(message) : video(message);
    tile.classList.add("tile");
    tile.style.gridColumn = `span ${spans[index] ?? 2}`;
    if (spans[index] === 6) tile.classList.add("wide");
    if (index) tile.dataset.messageId = message.message_id;
    return tile;
  });
  return el("div", { class: "media album" }, tiles);
}

const SINGLES = { photo, animation, video, video_note: video, voice: sound, audio: sound, document: file, sticker, venue, location, contact };

function single(message) {
  const kind = Object.keys(SINGLES).find((name) => message[name]);
  return kind ? SINGLES[kind](message) : null;
}

function photo(message) {
  const size = largest(message.photo);
  const image = el("img", { src: fileUrl(size.file_id), alt: message.caption || words("photo"), width: size.width, height: size.height, decoding: "async", draggable: "false" });
  const node = button({ class: "photo", label: words("openPhoto") }, image);
  node.style.setProperty("--ratio", String(Math.min(2.4, Math.max(0.62, size.width / size.height))));
  node.style.setProperty("--wish", `${size.width}px`);
  if (message.has_media_spoiler) node.classList.add("veiled");
  node.addEventListener("click", () => (node.classList.contains("veiled") ? node.classList.remove("veiled") : openLightbox(message)));
  return node;
}

function video(message) {
  const clip = message.video ?? message.video_note;
  const round = message.video_note ? "round-video" : "";
  const node = el("video", { class: `video ${round}`, controls: true, preload: "metadata", playsinline: true, src: fileUrl(clip.file_id), "aria-label": words("video") });
  if (clip.width && clip.height) node.style.setProperty("--ratio", String(clip.width / clip.height));
  return el("div", { class: "video-frame" }, node);
}

function animation(message) {
  const node = el("video", { class: "video", autoplay: true, loop: true, playsinline: true, src: fileUrl(message.animation.file_id), "aria-label": "GIF" });
  node.muted = true;
  return el("div", { class: "video-frame" }, node);
}

function sound(message) {
  const track = message.voice ?? message.audio;
  const name = message.audio ? [track.performer, track.title].filter(Boolean).join(" – ") || track.file_name || words("audio") : words("voice");
  const player = el("audio", { controls: true, preload: "metadata", src: fileUrl(track.file_id), "aria-label": name });
  return el("div", { class: "sound" }, el("span", { class: "sound-name" }, name, track.duration ? ` · ${clockLength(track.duration)}` : ""), player);
}

const clockLength = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** "482 KB": sizes as people read them. */
export function sizeOf(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  const step = Math.min(2, Math.floor(Math.log(bytes) / Math.log(1024)) - 1);
  const value = bytes / 1024 ** (step + 1);
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}

const TINTS = { pdf: "red", zip: "amber", xls: "green", xlsx: "green", csv: "green", ics: "violet", json: "violet" };

/** The coloured square with a file's ending. */
export function fileBadge(name) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name ?? "")?.[1]?.toLowerCase();
  return el("span", { class: `file-badge ${TINTS[ending] ?? ""}`, "aria-hidden": "true" }, ending ?? icon("file"));
}

function file(message) {
  const { file_id: id, file_name: name, file_size: size, mime_type: kind } = message.document;
  return el("a", { class: "file", href: fileUrl(id), target: "_blank", rel: "noopener", title: `${words("open")}: ${name ?? ""}`, "data-testid": "document" },
    kind?.startsWith("image/") ? thumbnail(id) : fileBadge(name),
    el("span", { class: "file-words" }, el("span", { class: "file-name" }, name ?? words("document")), el("span", { class: "file-size" }, [sizeOf(size), words("open")].filter(Boolean).join(" · "))));
}

const thumbnail = (id) => el("img", { class: "file-badge", src: fileUrl(id), alt: "" });

function sticker(message) {
  return el("div", { class: "sticker" }, message.sticker.emoji ?? words("sticker"));
}

function location(message) {
  const { latitude, longitude } = message.location;
  return el("div", { class: "place" }, el("div", { class: "place-map" }, icon("place")), el("div", { class: "place-words" }, `${words("location")} ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`));
}

function venue(message) {
  return el("div", { class: "place" }, el("div", { class: "place-map" }, icon("place")), el("div", { class: "place-words" }, el("strong", {}, message.venue.title), el("br"), message.venue.address));
}

function contact(message) {
  const { first_name: first, last_name: last, phone_number: phone } = message.contact;
  return el("div", { class: "file" }, el("span", { class: "file-badge" }, icon("person")), el("span", { class: "file-words" }, el("span", { class: "file-name" }, [first, last].filter(Boolean).join(" ")), el("span", { class: "file-size" }, phone)));
}

/** Dates and spans as a person reads them, always in the clock's own zone and always with the weekday. */

import { lang, words } from "./labels.js";
import { store } from "./store.js";

const cache = new Map();

function parts(unix, options) {
  const key = `${lang()}|${store.iana}|${JSON.stringify(options)}`;
  if (!cache.has(key)) {
    const locale = lang() === "zh" ? "zh-CN" : "en-GB";
    cache.set(key, new Intl.DateTimeFormat(locale, { timeZone: store.iana, ...options }));
  }
  return Object.fromEntries(cache.get(key).formatToParts(new Date(unix * 1000)).map((part) => [part.type, part.value]));
}

/** "20:15" */
export function timeOf(unix, seconds = false) {
  const { hour, minute, second } = parts(unix, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** "周一" or "Mon" */
export const weekdayOf = (unix) => parts(unix, { weekday: "short" }).weekday;

/** "11月23日 周一" or "Mon 23 Nov"; the year joins when it is not the year of `now`. */
export function dayOf(unix, now) {
  const { year, month, day, weekday } = parts(unix, {
    year: "numeric", month: lang() === "zh" ? "numeric" : "short", day: "numeric", weekday: "short",
  });
  const other = now !== undefined && parts(now, { year: "numeric" }).year !== year;
  if (lang() === "zh") return `${other ? `${year}年` : ""}${month}月${day}日 ${weekday}`;
  return `${weekday} ${day} ${month}${other ? ` ${year}` : ""}`;
}

/** "11月23日 周一 20:15" or "Mon 23 Nov 20:15" */
export const momentOf = (unix, now) => `${dayOf(unix, now)} ${timeOf(unix)}`;

/** Whether two moments share a calendar day in the clock's zone. */
export function sameDay(one, other) {
  const options = { year: "numeric", month: "numeric", day: "numeric" };
  return JSON.stringify(parts(one, options)) === JSON.stringify(parts(other, options));
}

/** A length of time in its two largest units: "2 天 3 小时", "5 min"; `short` for little room: "2天3时", "5m". */
export function spanOf(seconds, short = false) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const units = [["d", Math.floor(minutes / 1440)], ["h", Math.floor((minutes % 1440) / 60)], ["m", minutes % 60]];
  const first = Math.max(0, units.findIndex(([, count]) => count > 0));
  const shown = units.slice(first, first + 2).filter(([, count]) => count > 0);
  if (!shown.length) shown.push(["m", 0]);
  return shown.map(([unit, count]) => words(short ? `${unit}Short` : unit, count)).join(short ? "" : " ");
}

/** "3 天后", "in 2 h", "5 min ago" */
export function relativeOf(unix, now) {
  const seconds = unix - now;
  if (Math.abs(seconds) < 45) return words("now");
  return words(seconds > 0 ? "in" : "ago", spanOf(seconds));
}

/** A Bot API date_time entity's text: format letters r | w?[dD]?[tT]?; null keeps the text as sent. */
export function entityDate(unix, format, now) {
  if (!format) return null;
  if (format.includes("r")) return relativeOf(unix, now);
  const day = /[dD]/.test(format) ? dayOf(unix, now) : format.includes("w") ? weekdayOf(unix) : "";
  const time = /[tT]/.test(format) ? timeOf(unix, format.includes("T")) : "";
  return [day, time].filter(Boolean).join(" ");
}

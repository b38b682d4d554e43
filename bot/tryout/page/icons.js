/** The line icons of the page, drawn on a 24 × 24 grid. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  send: "M4 12 20 4.5 15.5 20l-4-6.5z M11.5 13.5 20 4.5",
  attach: "m20 11.5-8.2 8.2a5.2 5.2 0 0 1-7.4-7.4l8.5-8.5a3.5 3.5 0 0 1 5 5l-8.4 8.4a1.8 1.8 0 0 1-2.5-2.5l7.6-7.6",
  menu: "M4 7h16 M4 12h16 M4 17h10",
  more: "M12 5.5v.01 M12 12v.01 M12 18.5v.01",
  close: "M6 6l12 12 M18 6 6 18",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 M17.3 17.3l1.4 1.4 M5.3 18.7l1.4-1.4 M17.3 6.7l1.4-1.4",
  moon: "M20 14.5A8.3 8.3 0 0 1 9.5 4a8.3 8.3 0 1 0 10.5 10.5z",
  panel: "M5 4h14a1.5 1.5 0 0 1 1.5 1.5v13A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 5 4z M14.5 4v16 M17 8v.01 M17 11.5v.01",
  down: "m6 10 6 6 6-6",
  left: "m14.5 5-7 7 7 7",
  right: "m9.5 5 7 7-7 7",
  reply: "M9.5 6 4 11.5 9.5 17v-3.7c5 0 8 1.4 10.5 4.7-.5-5.5-4-9-10.5-9.4z",
  forward: "M14.5 6 20 11.5 14.5 17v-3.7c-5 0-8 1.4-10.5 4.7.5-5.5 4-9 10.5-9.4z",
  edit: "M4 20l1-4.5L16 4.5a1.8 1.8 0 0 1 2.6 0l.9.9a1.8 1.8 0 0 1 0 2.6L8.5 19z M14 6.5l3.5 3.5",
  copy: "M9 8.5h9.5v11H9z M6 15.5H5v-11h10v1.3",
  check: "m5 12.5 4.5 4.5L19 7",
  photo: "M4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5z M3.5 17l5-5.5 4 4 2.5-2.5 5.5 5 M15.5 9.5v.01",
  file: "M13.5 3H7A1.5 1.5 0 0 0 5.5 4.5v15A1.5 1.5 0 0 0 7 21h10a1.5 1.5 0 0 0 1.5-1.5V8z M13.5 3v5h5",
  place: "M12 21c4.5-4.6 6.8-8.2 6.8-11A6.8 6.8 0 0 0 5.2 10c0 2.8 2.3 6.4 6.8 11z M12 7.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z",
  block: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M6 6l12 12",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M4.5 20c.8-3.6 3.7-5.5 7.5-5.5s6.700 1.900 7.500 5.500",
  link: "M8 16 16.500 7.500 M9 7h8v8",
  clock: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17z M12 7.500V12l3 2",
  skip: "m5 6 7 6-7 6z M13 6l7 6-7 6z",
  play: "M8 5.500 18.500 12 8 18.500z",
};

/** The icon called `name`, hidden from screen readers: its button carries the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Building DOM nodes: text always lands in text nodes, so nothing a person or the bot writes can become markup. */

/**
 * Makes an element.
 * `class`, `style` (an object), `on<event>` and plain attributes; null, undefined and false leave an attribute out.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) setProp(node, key, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setProp(node, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key === "class") node.className = value;
  else if (key === "style") for (const [name, text] of Object.entries(value)) node.style.setProperty(name, text);
  else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (key === "value") node.value = value;
  else node.setAttribute(key, value === true ? "" : String(value));
}

/** A real button; `label` is what a screen reader says when the content is only a picture. */
export function button(props, ...children) {
  const { label, ...rest } = props;
  return el("button", { type: "button", "aria-label": label, title: label, ...rest }, ...children);
}

/** Puts `children` in place of whatever `node` held. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The element with this id in index.html. */
export const byId = (id) => document.getElementById(id);

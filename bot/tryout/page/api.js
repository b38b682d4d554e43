/** The questions the page asks the try-out server; every refusal becomes one sentence for the person. */

import { words } from "./labels.js";
import { toast } from "./popups.js";

/** The server's refusal: `message` is the sentence, `status` the HTTP status (0: not reached). */
export class Refusal extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

async function ask(path, options) {
  let reply;
  try {
    reply = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Refusal(words("offline"), 0);
  }
  const body = await reply.json().catch(() => null);
  if (!reply.ok) throw new Refusal(body?.error || words("refused", reply.status), reply.status);
  return body ?? {};
}

const get = (path) => ask(path);
const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const api = {
  state: () => get("/try/state"),
  messages: (chat) => get(`/try/messages?chat=${encodeURIComponent(chat)}`),
  panel: () => get("/try/panel"),
  addPerson: (person) => post("/try/people", person),
  send: (body) => post("/try/send", body),
  edit: (body) => post("/try/edit", body),
  forward: (body) => post("/try/forward", body),
  location: (body) => post("/try/location", body),
  tap: (body) => post("/try/tap", body),
  block: (chat, blocked) => post("/try/block", { chat, blocked }),
  clock: (move) => post("/try/clock", move),
  /** Sends 1 to 10 files in one go; two or more arrive as one album. */
  upload: (fields, files) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== null) form.append(name, String(value));
    for (const file of files) form.append("files", file, file.name);
    return ask("/try/upload", { method: "POST", body: form });
  },
};

/** Where the bytes of a file can be opened. */
export const fileUrl = (fileId) => `/try/file/${encodeURIComponent(fileId)}`;

/** Awaits a question; a refusal is shown as a toast and comes back as null. */
export async function attempt(question) {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(error.message, { tone: "bad" });
    return null;
  }
}

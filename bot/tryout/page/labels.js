/** The page's own words in Chinese and English; the bot's words come from the bot. */

import { EN } from "./words.en.js";
import { ZH } from "./words.zh.js";
import { store } from "./store.js";

/** "zh" or "en": the language of the person who is chatting now. */
export function lang() {
  const person = store.person();
  const code = person?.language_code ?? navigator.language ?? "zh";
  return code.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The words called `key` in the current language, with {0}, {1}… filled in; an unknown key comes back undefined. */
export function words(key, ...values) {
  const text = (lang() === "zh" ? ZH : EN)[key];
  return text?.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));
}

/** The language-independent mark of a document, for `lang` attributes. */
export const langTag = () => (lang() === "zh" ? "zh-CN" : "en");

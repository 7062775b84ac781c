// @ts-check
import { GERMAN } from "./texts-de.js";
import { ENGLISH } from "./texts-en.js";

/** @typedef {keyof typeof ENGLISH} TextKey */

/** @type {Record<string, Record<TextKey, string>>} */
const LANGUAGES = { en: ENGLISH, de: GERMAN };

/** The front page's language, which stands in the address unless it is English. */
const wanted = new URLSearchParams(location.search).get("lang") ?? "en";
const language = Object.hasOwn(LANGUAGES, wanted) ? wanted : "en";
const texts = LANGUAGES[language];
document.documentElement.lang = language;

/**
 * @param {TextKey} key
 * @param {Record<string, string|number>} [values]  for the words in braces
 */
export function text(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

// @ts-check
/**
 * One element with attributes and children; attributes that are false or undefined are left out.
 * @param {string} tag @param {Record<string, unknown>} [attributes] @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children);
  return node;
}

/** A button that does something. @param {string} action @param {string} label @param {Record<string, unknown>} [more] */
export const button = (action, label, more = {}) => element("button", { type: "button", "data-action": action, ...more }, label);

/** The author's HTML with the values of the variables put in. @param {string} html @param {Record<string, number>} values */
export function prompt(html, values) {
  const holder = element("div");
  holder.innerHTML = (html ?? "")
    .replace(/\{([a-z])\}/g, (_, name) => String(values[name]))
    .replace(/\[\[(\d+)\]\]/g, '<span data-gap="$1"></span>');
  return holder;
}

/** "1 mark", "2 marks". @param {number} n */
export const marksText = (n) => `${number(n)} ${n === 1 ? "mark" : "marks"}`;

/** @param {number} n */
export const number = (n) => String(Math.round(n * 100) / 100);

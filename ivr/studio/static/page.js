// Small helps for writing into the page; whatever a menu says goes in as text, never as HTML.

export const $ = (id) => document.getElementById(id);

export function element(tag, text = "", properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties);
}

export function say(text, isError = false) {
  $("status").textContent = text;
  $("status").className = isError ? "error" : "";
}

export const seconds = (number) => `${number.toFixed(1).replace(".", ",")} s`;

export function clock(start) {
  return `${Math.floor(start / 60)}:${(start % 60).toFixed(1).padStart(4, "0").replace(".", ",")}`;
}

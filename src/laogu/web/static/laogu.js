// What the keyboard does. Nothing here is needed to read a page or to send a form.

const page = document.documentElement;
let went = -Infinity; // when `g` was last pressed

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const follow = (link) => {
  if (link === null || link === undefined) return false;
  link.click();
  return true;
};
const first = (selector) => document.querySelector(selector);

/** Rows stand in the order of the page; the one with the focus is where the keyboard is. */
const moveRow = (step) => {
  const rows = [...document.querySelectorAll("tr.row")].filter((row) => row.offsetParent !== null);
  if (rows.length === 0) return false;
  const here = rows.indexOf(document.activeElement?.closest("tr.row"));
  const next = here === -1 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
  row.tabIndex = -1;
  row.focus();
  row.scrollIntoView({ block: "nearest" });
  return true;
};

const back = () => {
  const open = first("details.menu[open]");
  if (open !== null) open.open = false;
  else if (location.hash === "#keys") history.back();
  else if (document.activeElement?.matches("tr.row")) document.activeElement.blur();
  else return false;
  return true;
};

const KEYS = {
  "/": () => follow(first('[data-key="/"]')),
  "?": () => follow(first('[data-key="?"]')),
  j: () => moveRow(1),
  k: () => moveRow(-1),
  w: () => follow(document.activeElement?.querySelector("[data-why]") ?? first("[data-why]")),
  e: () => follow(document.activeElement?.closest(".section")?.querySelector("[data-export]") ?? first("[data-export]")),
  Enter: () => document.activeElement?.matches("tr.row") && follow(document.activeElement.querySelector("a")),
  Escape: back,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (page.dataset.keys === "off" && event.key !== "Escape") return;
  const isGoing = event.timeStamp - went < 1500;
  went = event.key === "g" ? event.timeStamp : -Infinity;
  const done = isGoing && event.key !== "g"
    ? follow(first(`[data-go="${CSS.escape(event.key)}"]`))
    : Object.hasOwn(KEYS, event.key) && KEYS[event.key]();
  if (done) event.preventDefault();
});

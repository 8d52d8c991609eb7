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

/** The keys stand at the foot of the page; here they lie over it, and the focus is kept in them. */
const keys = first("dialog#keys");
const showKeys = () => {
  if (keys === null) return false;
  if (keys.open) keys.close();
  else keys.showModal();
  return true;
};
for (const link of document.querySelectorAll('[data-key="?"]')) {
  link.addEventListener("click", (event) => {
    if (showKeys()) event.preventDefault();
  });
}

first("[data-close]")?.addEventListener("click", (event) => {
  if (!keys.open) return;
  keys.close();
  event.preventDefault();
});

/** The field to search in, where the page has one; else the page that does. */
const search = () => {
  const field = first("[data-search]");
  if (field === null) return follow(first('[data-key="/"]'));
  field.focus();
  field.select();
  return true;
};

const open = () => document.activeElement?.matches("tr.row") && follow(document.activeElement.querySelector("a"));

const back = () => {
  const open = first("details.menu[open]");
  if (open !== null) open.open = false;
  else if (location.hash === "#keys") history.back();
  else if (document.activeElement?.matches("tr.row")) document.activeElement.blur();
  else return false;
  return true;
};

const KEYS = {
  "/": search,
  "?": showKeys,
  j: () => moveRow(1),
  k: () => moveRow(-1),
  w: () => follow(document.activeElement?.querySelector("[data-why]") ?? first("[data-why]")),
  e: () => follow(document.activeElement?.closest(".section")?.querySelector("[data-export]") ?? first("[data-export]")),
  t: () => follow(document.activeElement?.closest(".section")?.querySelector("[data-table]") ?? first("[data-table]")),
  "[": () => follow(first('[data-key="["]')),
  "]": () => follow(first('[data-key="]"]')),
  o: open,
  Enter: open,
  Escape: back,
};

// Moved along the days of a change, the control says on which one it stands, and then goes there.
const range = first("[data-as-of] input[type=range]");
if (range !== null) {
  const days = range.dataset.days?.split("|") ?? [];
  range.addEventListener("input", () => {
    const day = days[range.value - 1];
    if (day === undefined) return;
    range.form.querySelector("output").value = day;
    range.setAttribute("aria-valuetext", day);
  });
  range.addEventListener("change", () => range.form.requestSubmit());
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (page.dataset.keys === "off" && event.key !== "Escape") return;
  // A dialog that lies over the page has the keyboard to itself; its own key puts it away.
  if (keys?.open && event.key !== "?") return;
  const isGoing = event.timeStamp - went < 1500;
  went = event.key === "g" ? event.timeStamp : -Infinity;
  const done = isGoing && event.key !== "g"
    ? follow(first(`[data-go="${CSS.escape(event.key)}"]`))
    : Object.hasOwn(KEYS, event.key) && KEYS[event.key]();
  if (done) event.preventDefault();
});

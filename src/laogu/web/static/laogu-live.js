// What is live on a page: one stream for all tabs of this browser, and regions that look again.
//
// A region is an element with an id and data-live, the subjects it shows: "issuer:… offers:…"; one
// that ends with a colon means any of its kind. When one of them changed, the same address is asked
// for that region alone. Nothing here is needed to read a page: without it a reload does the same.

const page = document.documentElement;
const visitor = page.dataset.visitor ?? "";
const NAME = `laogu-live ${visitor}`;
const GATHER_MS = 250; // what changes within this time is asked for at once
const REST = 4; // after an answer, this many times as long as it took, and a second at least
const AGAIN_MS = 5000;

// The entry up to which every region is drawn or known to be stale. An answer about one region is
// of a later one and says nothing of the others, so it moves only by what the stream tells.
let known = Number(page.dataset.entry ?? 0);
const regions = () => [...document.querySelectorAll("[data-live][id]")];

// Which regions to ask for

const stale = new Set();
let isAsking = false;
let timer = 0;

const shows = (region, subjects) => region.dataset.live.split(" ").some((one) =>
  one.endsWith(":") ? subjects.some((subject) => subject.startsWith(one)) : subjects.includes(one));

const hear = ({ seq, subjects }) => {
  if (seq <= known && subjects !== null) return;
  known = Math.max(known, seq);
  for (const region of regions()) {
    if (subjects === null || shows(region, subjects)) stale.add(region.id);
  }
  // Not all who were told of it look in one moment.
  plan(GATHER_MS * (1 + Math.random()));
};

const plan = (wait) => {
  if (stale.size === 0 || isAsking || timer !== 0 || document.hidden) return;
  timer = setTimeout(ask, wait);
};

const ask = async () => {
  timer = 0;
  isAsking = true;
  const asked = [...stale];
  stale.clear();
  const start = performance.now();
  try {
    const answer = await fetch(location.href, {
      headers: { "Laogu-Regions": asked.join(" ") },
      cache: "no-store",
      signal: AbortSignal.timeout(20000),
    });
    // A page that is gone or refused now is shown as it was; a reload will say why.
    if (answer.ok && !answer.redirected) take(await answer.text(), asked);
  } catch {
    for (const id of asked) stale.add(id);
  }
  isAsking = false;
  setTimeout(() => plan(0), Math.max((performance.now() - start) * REST, 1000));
};

// Putting a region in the place of the earlier one

const FIGURES = "td, dd, b, time, .figure, .t40, .t24, .value span, .said-line, text";
/** What a region says, without what is new in every answer: the ids and proofs of forms. */
const said = (region) => {
  const copy = region.cloneNode(true);
  copy.querySelectorAll("input[type=hidden]").forEach((one) => one.removeAttribute("value"));
  copy.querySelectorAll(".changed").forEach((one) => one.classList.remove("changed"));
  copy.querySelectorAll(".changed-at").forEach((one) => one.remove());
  copy.querySelectorAll("[data-until]").forEach((one) => { one.textContent = ""; });
  copy.querySelectorAll("[class='']").forEach((one) => one.removeAttribute("class"));
  return copy.innerHTML;
};

const isTyped = (field) =>
  field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT"
      ? [...field.options].some((one) => one.selected !== one.defaultSelected) && field.selectedIndex > 0
      : field.type !== "hidden" && field.value !== field.defaultValue;
const isInUse = (region) =>
  region.querySelector("form :focus") !== null || [...region.querySelectorAll("input, select, textarea")].some(isTyped);

const take = (text, asked) => {
  const answer = new DOMParser().parseFromString(text, "text/html");
  const words = [];
  for (const id of asked) {
    const before = document.getElementById(id);
    const after = answer.getElementById(id);
    if (before === null || after === null || said(before) === said(after)) continue;
    if (isInUse(before)) {
      // Nothing typed is lost: what is new waits until the form is sent, and says so.
      before.querySelector(":scope > .has-changed")?.removeAttribute("hidden");
      continue;
    }
    keepOrder(before, after);
    const placed = document.importNode(after, true);
    const focused = before.contains(document.activeElement) ? pathTo(before, document.activeElement) : null;
    const folds = [...before.querySelectorAll("details[open]")].map((one) => one.id);
    before.replaceWith(placed);
    // What asks while one types has to be told of its new form.
    window.htmx?.process(placed);
    folds.forEach((one) => { if (one !== "") document.getElementById(one)?.setAttribute("open", ""); });
    if (focused !== null) at(placed, focused)?.focus();
    mark(before, placed);
    if (placed.dataset.says !== undefined && placed.dataset.says !== before.dataset.says) words.push(placed.dataset.says);
  }
  if (words.length > 0) tell(words.join(" "));
  tick();
};

/** Rows that stand in both keep the order in which they are being read; new ones come first. */
const keepOrder = (before, after) => {
  for (const body of after.querySelectorAll("tbody[id]")) {
    const earlier = before.querySelector(`tbody[id="${CSS.escape(body.id)}"]`);
    if (earlier === null) continue;
    const places = new Map([...earlier.rows].map((row, place) => [row.dataset.row, place]));
    const rows = [...body.rows].filter((row) => row.dataset.row !== undefined);
    rows.sort((one, other) => (places.get(one.dataset.row) ?? -1) - (places.get(other.dataset.row) ?? -1));
    body.prepend(...rows);
  }
};

const pathTo = (top, element) => {
  const path = [];
  for (let one = element; one !== top; one = one.parentElement) path.unshift([...one.parentElement.children].indexOf(one));
  return path;
};
const at = (top, path) => path.reduce((one, place) => one?.children[place], top);

/** A live cell that changed stands on wash for a moment; without motion the time is printed. */
const mark = (before, after) => {
  const rows = new Map([...before.querySelectorAll("tr[data-row]")].map((row) => [row.dataset.row, row]));
  const leaves = (top) => [...top.querySelectorAll(FIGURES)].filter((one) => one.querySelector(FIGURES) === null);
  const compare = (one, other) => {
    const earlier = leaves(one);
    leaves(other).forEach((leaf, place) => {
      if (leaf.closest("[data-until], form") !== null) return;
      if (leaf.textContent !== earlier[place]?.textContent) leaf.classList.add("changed");
    });
  };
  const keyed = [...after.querySelectorAll("tr[data-row]")];
  for (const row of keyed) {
    const earlier = rows.get(row.dataset.row);
    if (earlier === undefined) row.querySelectorAll("td").forEach((cell) => cell.classList.add("changed"));
    else compare(earlier, row);
  }
  if (keyed.length === 0) compare(before, after);
  const first = after.querySelector(".changed:not(text)");
  if (first !== null) {
    const when = document.createElement("span");
    when.className = "changed-at";
    when.textContent = ` ${new Date().toLocaleTimeString(page.lang, { hour12: false })}`;
    first.append(when);
  }
};

const tell = (words) => {
  const live = document.getElementById("live-said");
  if (live !== null) live.textContent = words;
};

// Time that is left: counted here, by the market's clock, and drawn by the server at every change

const ahead = Date.parse(page.dataset.now ?? "") - Date.now();
const WORDS = { zh: ["天", "小时", "分", "秒"], en: ["d", "h", "min", "s"] };
const left = (until) => {
  const seconds = Math.max(Math.floor((Date.parse(until) - Date.now() - ahead) / 1000), 0);
  const parts = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const first = Math.min(parts.findIndex((one) => one > 0) === -1 ? 3 : parts.findIndex((one) => one > 0), 2);
  const words = WORDS[page.lang.startsWith("zh") ? "zh" : "en"];
  return parts.slice(first, first + 2).map((one, place) => `${one} ${words[first + place]}`).join(" ");
};
const tick = () => {
  for (const one of document.querySelectorAll("time[data-until]")) one.textContent = left(one.dataset.until);
};

// One stream for all tabs: a tab that is seen leads, and tells the others

const channel = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
let source = null;

const listen = () => {
  source = new EventSource(`/stream?after=${known}`);
  const pass = (subjects) => (event) => {
    const told = { seq: Number(event.lastEventId), subjects: subjects(event) };
    channel?.postMessage(told);
    hear(told);
  };
  source.addEventListener("changed", pass((event) => JSON.parse(event.data).subjects));
  source.addEventListener("reset", pass(() => null));
  source.addEventListener("over", hush);
  source.addEventListener("error", () => {
    // The browser comes back by itself; only where it was refused is it asked again from here.
    if (source?.readyState === EventSource.CLOSED) hush();
  });
};
const hush = () => {
  source?.close();
  source = null;
  setTimeout(() => { if (isLeading && source === null) listen(); }, AGAIN_MS);
};

let isLeading = false;
let leave = () => {};
const lead = () => new Promise((done) => {
  isLeading = true;
  listen();
  leave = () => {
    isLeading = false;
    source?.close();
    source = null;
    done();
  };
});

let wish = null;
const begin = () => {
  if (regions().length === 0 || isLeading || wish !== null) return;
  if (navigator.locks === undefined) {
    lead();
    return;
  }
  wish = new AbortController();
  navigator.locks.request(NAME, { signal: wish.signal }, () => {
    wish = null;
    return lead();
  }).catch(() => {});
};
const end = () => {
  wish?.abort();
  wish = null;
  if (isLeading) leave();
};

channel?.addEventListener("message", (event) => {
  if (event.data.asks !== undefined) {
    if (isLeading && known > event.data.asks) channel.postMessage({ seq: known, subjects: null });
  } else {
    hear(event.data);
  }
});

const turn = () => {
  if (document.hidden) {
    end();
    return;
  }
  begin();
  // A tab that was asleep asks the one that leads how far the record is.
  channel?.postMessage({ asks: known });
  plan(0);
  tick();
};
document.addEventListener("visibilitychange", turn);
addEventListener("pagehide", end);
addEventListener("pageshow", (event) => { if (event.persisted) turn(); });
setInterval(() => { if (!document.hidden) tick(); }, 1000);
turn();

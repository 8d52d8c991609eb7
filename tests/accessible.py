"""Whether everybody can read a page: what the checker of accessibility finds on it.

Four fifths of its time went into contrast, which it works out anew for every text on the page. Two
texts of one kind of element, in the same colours and face, on the same grounds all the way up, are
read equally well wherever they stand, so that one of each is looked at. Every other rule sees the
whole page.
"""

from typing import Any

MARKED = "data-alike"

MARK = """(name) => {
  const WHAT = ["color", "fill", "backgroundColor", "backgroundImage", "opacity", "textShadow",
    "fontSize", "fontWeight", "display", "visibility", "clipPath", "filter", "mixBlendMode"];
  const numbers = new Map(), kinds = new Map();
  let apart = 0;
  const number = (said) => {
    if (!numbers.has(said)) numbers.set(said, numbers.size);
    return numbers.get(said);
  };
  const kind = (one) => {
    if (one === null) return -1;
    if (!kinds.has(one)) {
      const style = getComputedStyle(one);
      const said = [kind(one.parentElement), one.tagName, one.getAttribute("class"),
        ...WHAT.map((what) => style[what])];
      // What does not lie in the flow may lie on something else, and is like nothing else.
      if (!["static", "relative"].includes(style.position)) said.push(apart++);
      kinds.set(one, number(said.join("|")));
    }
    return kinds.get(one);
  };
  const seen = new Set();
  for (const one of document.querySelectorAll("body *")) {
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const box = one.getBoundingClientRect();
    const isAside = box.right > innerWidth || box.left < 0 || box.width * box.height === 0;
    const said = `${kind(one)} ${isAside}`;
    if (seen.has(said)) one.setAttribute(name, ""); else seen.add(said);
  }
}"""

RUN = """async (name) => {
  axe.configure({rules: [{id: "color-contrast", selector: `:not([${name}])`}]});
  const found = await axe.run({resultTypes: ["violations"]});
  for (const one of document.querySelectorAll(`[${name}]`)) one.removeAttribute(name);
  return {violations: found.violations};
}"""


def faults(page: Any) -> str:
    """Return what the checker finds on a page, as it tells it; empty where everybody can read."""
    from axe_playwright_python.base import AXE_SCRIPT, AxeResults

    page.evaluate(AXE_SCRIPT)
    page.evaluate(MARK, MARKED)
    found = AxeResults(page.evaluate(RUN, MARKED))
    return str(found.generate_report()) if found.violations_count else ""

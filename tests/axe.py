"""axe in a page: what it finds against it, said in a few lines."""

from axe_playwright_python.base import AXE_SCRIPT

RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(one => [one.id, one.nodes.map(node => [node.target.join(" "), node.failureSummary])]);
}"""


def violations(page) -> list[str]:
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN)
    return [f"{rule}: {target}: {' '.join(why.split())}" for rule, nodes in found for target, why in nodes[:3]]


def sticks_out(page) -> str:
    """What is wider than the window, as a selector; "" when nothing is. A scrolling box of its own is not counted."""
    return page.evaluate(
        """() => {
          const window_width = document.documentElement.clientWidth;
          if (document.scrollingElement.scrollWidth <= window_width) return "";
          const reach = e => e.getBoundingClientRect().right;
          const wide = [...document.body.querySelectorAll("*")].filter(e => reach(e) > window_width + 1);
          const classes = e => [...e.classList].map(c => "." + c).join("");
          const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + classes(e);
          return `${document.scrollingElement.scrollWidth} px: ${wide.slice(0, 6).map(name).join(", ")}`;
        }"""
    )

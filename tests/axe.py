"""axe in a page: what it finds against it, said in a few lines; and what else makes a page hard to read."""

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


def in_light(page) -> list[str]:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    return [f"light: {line}" for line in violations(page)]


def in_the_dark(page) -> list[str]:
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme="dark")
    return [f"dark, narrow: {line}" for line in violations(page)]


def too_wide(page) -> list[str]:
    page.set_viewport_size({"width": 320, "height": 700})
    wider = sticks_out(page)
    return [f"wider than 320 px: {wider}"] if wider else []


def on_paper(page) -> list[str]:
    page.emulate_media(media="print")
    blank = not page.locator("main").inner_text().strip()
    page.emulate_media(media="screen")
    return ["prints nothing"] if blank else []


def check(page, *looks) -> None:
    """looks: among the four above; all of them unless said."""
    found = [line for look in looks or (in_light, too_wide, in_the_dark, on_paper) for line in look(page)]
    assert not found, f"{page.url}\n" + "\n".join(found)

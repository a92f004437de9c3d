"""Going about a page with the keyboard alone, and seeing where one is."""

from playwright.sync_api import expect

SEEN = """element => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return element.matches(":focus-visible") && (ring || style.boxShadow !== "none") && box.width > 0 && box.bottom > 0
    && box.top < innerHeight;
}"""


def reach(page, target) -> None:
    """Press Tab from where the focus is until the target has it, with a ring one can see, inside the window."""
    expect(target).to_be_visible()
    for _press in range(140):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate(SEEN), f"the focus on {target} cannot be seen"
            return
    raise AssertionError(f"Tab never reaches {target}.")


def press(page, role: str, name, key: str = "Enter") -> None:
    """Reach a button or a link, then press it; the next page is awaited."""
    reach(page, page.get_by_role(role, name=name, exact=isinstance(name, str)).first)
    with page.expect_navigation():
        page.keyboard.press(key)


def write(page, label, words: str) -> None:
    reach(page, page.get_by_label(label, exact=isinstance(label, str)).first)
    page.keyboard.type(words)

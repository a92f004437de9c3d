"""What a first visit weighs: the page and everything it links to, as a browser that accepts Brotli receives it."""

import re
import urllib.request

from .figures import figure

PAGES = {
    "home": "/fr/",
    "process": "/fr/p/bench/",
    "list": "/fr/p/bench/contributions/?kind=proposal&order=newest",
    "contribution": "/fr/c/bench-p0/",
    "sign in": "/fr/sign-in/",
    "five minutes": "/fr/p/bench/five-minutes/",
}
KINDS = ("", "article", "proposal", "modification", "everything")
ORDERS = ("newest", "supported", "discussed")
LINKED = re.compile(rb"""(?:href|src)=["'](/static/[^"']+\.(?:css|js|svg|woff2|png))["']""")
IN_CSS = re.compile(rb"""url\(["']?([^"')]+)["']?\)""")


def fetch(port: int, path: str) -> tuple[bytes, int]:
    """The decoded content and the bytes that travelled."""
    import brotli

    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        raw = answer.read()
        return (brotli.decompress(raw) if answer.headers.get("Content-Encoding") == "br" else raw), len(raw)


def visit(port: int, path: str) -> tuple[int, int]:
    """(bytes of the HTML decoded, bytes of the whole first visit as they travel, fonts included)."""
    html, total = fetch(port, path)
    seen: set[str] = set()
    wanted = [found.decode() for found in LINKED.findall(html)]
    while wanted:
        url = wanted.pop()
        if url in seen:
            continue
        seen.add(url)
        content, size = fetch(port, url)
        total += size
        if url.endswith(".css"):
            base = url.rsplit("/", 1)[0]
            for found in IN_CSS.findall(content):
                name = found.decode()
                if not name.startswith(("data:", "#")):
                    wanted.append(name if name.startswith("/") else _join(base, name))
    return len(html), total


def _join(base: str, name: str) -> str:
    parts = base.split("/")
    for piece in name.split("/"):
        if piece == "..":
            parts.pop()
        elif piece != ".":
            parts.append(piece)
    return "/".join(parts)


def figures(port: int, list_path: str) -> None:
    heaviest = max((visit(port, path)[1], name) for name, path in PAGES.items())
    figure(
        "first visit, heaviest page", heaviest[0] / 1000, "kB", limit=150, higher_is_better=False, detail=heaviest[1]
    )
    lists = (f"{list_path.partition('?')[0]}?kind={kind}&order={order}" for kind in KINDS for order in ORDERS)
    longest = max((len(fetch(port, path)[0]), path.partition("?")[2]) for path in lists)
    figure("HTML of a list of 20", longest[0] / 1000, "kB", limit=30, higher_is_better=False, detail=longest[1])

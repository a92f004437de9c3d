"""Walking a site as a browser: every page one can reach, each route a few times, nothing that changes state."""

from collections import Counter
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

FILES = (".csv", ".json", ".atom", ".xml", ".txt", ".ics", ".zip", ".webmanifest", ".svg")
PER_ROUTE = 4  # pages of one route and one set of parameters


def shape(url: str) -> str | None:
    """The route of an address with the names of its parameters: pages of one shape are made by the same code."""
    parts = urlsplit(url)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    names = sorted({pair.split("=")[0] for pair in parts.query.split("&") if pair})
    return f"{match.view_name}?{'&'.join(names)}"


def crawl(page, origin: str, *, start: list[str], limit: int = 400, per_route: dict[str, int] | None = None) -> Counter:
    """Visit pages breadth first; returns how many of each route. Raises AssertionError on a page that answers 5xx."""
    waiting, seen, visited = [urljoin(origin, path) for path in start], set(), Counter()
    shapes: Counter = Counter()
    while waiting and sum(visited.values()) < limit:
        url = waiting.pop(0).split("#")[0]
        if url in seen or not url.startswith(origin) or urlsplit(url).path.endswith(FILES):
            continue
        seen.add(url)
        kind = shape(url)
        route = (kind or "").split("?")[0]
        if kind is None or shapes[kind] >= (per_route or {}).get(route, PER_ROUTE):
            continue
        shapes[kind] += 1
        answer = page.goto(url, wait_until="load")
        assert answer is None or answer.status < 500, f"{url}: {answer.status}"
        visited[route] += 1
        assert not page.troubles, f"{url}: {page.troubles}"
        links = page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
        for link in links:
            scheme = urlsplit(link).scheme
            assert scheme in {"http", "https", "mailto", ""}, f"{url} links to {link}"
        waiting.extend(link for link in links if link.startswith(origin))
    return visited

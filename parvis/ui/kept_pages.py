"""The memory of the page cache: pages ready to be sent, the least recently asked dropped first."""

import gzip
import hashlib
import time
from collections import OrderedDict
from functools import lru_cache
from threading import Lock

import brotli

LIMIT = 64 * 1024 * 1024  # bytes of pages in one web process
WORTH_COMPRESSING = 400
OVERHEAD = 2000  # bytes of an entry besides its bodies, roughly
COMPRESS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


class Page:
    """A page as it was answered, in the encodings asked for so far."""

    __slots__ = ("bodies", "etag", "expires", "headers", "key", "size", "version")

    def __init__(self, response, seconds: int):
        body = response.content
        self.key, self.version = response.kept_for
        self.expires = time.monotonic() + seconds
        self.etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        response.headers["ETag"] = self.etag
        self.headers = [(name, value) for name, value in response.items() if name != "Content-Length"]
        self.bodies = {"": body}
        if len(body) >= WORTH_COMPRESSING:  # at once, so that the size of the page is known and no one waits later
            self.bodies |= {name: compress(body) for name, compress in COMPRESS.items()}
        self.size = OVERHEAD + sum(map(len, self.bodies.values()))

    def give(self, response, meta):
        """Fill the response with this page, in an encoding the browser accepts; empty (304) when it has it already."""
        headers = response.headers
        for name, value in self.headers:
            headers[name] = value
        if self.etag in meta.get("HTTP_IF_NONE_MATCH", ""):
            response.status_code, response.content = 304, b""
            return response
        encoding = accepted(meta.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding not in self.bodies:
            encoding = ""
        body = self.bodies[encoding]
        response.content = body
        if encoding:
            headers["Content-Encoding"] = encoding
        headers["Content-Length"] = str(len(body))
        return response


class Pages:
    """Addresses and their pages, never more than `limit` bytes; safe to share between threads."""

    def __init__(self, limit: int = LIMIT):
        self.limit, self.size = limit, 0
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.lock = Lock()

    def get(self, address: tuple, version) -> Page | None:
        """The page kept for this address, if it is fresh and its process is still at that version."""
        page = self.pages.get(address)
        if page is None or page.version != version(page.key):
            return None
        now = time.monotonic()
        with self.lock:
            if now >= page.expires:
                page.expires = now + 1  # the first to come makes it anew; the others wait less with the old one
                return None
            if address in self.pages:
                self.pages.move_to_end(address)
        return page

    def put(self, address: tuple, page: Page) -> None:
        with self.lock:
            if old := self.pages.pop(address, None):
                self.size -= old.size
            self.pages[address] = page
            self.size += page.size
            while self.size > self.limit and self.pages:
                self.size -= self.pages.popitem(last=False)[1].size


@lru_cache(maxsize=256)
def accepted(header: str) -> str:
    """The best encoding this Accept-Encoding header allows: br, gzip or nothing."""
    wanted = {}
    for part in header.lower().split(","):
        name, _, quality = part.partition(";")
        wanted[name.strip()] = quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in COMPRESS if wanted.get(name)), "")

"""A small HTTP/1.1 client for loopback: N connections kept alive, each sending its next request once it is answered."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Slice:
    """What one stretch of load gave."""

    done: int = 0
    seconds: float = 0.0
    statuses: Counter = field(default_factory=Counter)

    def __add__(self, other: "Slice") -> "Slice":
        return Slice(self.done + other.done, self.seconds + other.seconds, self.statuses + other.statuses)

    @property
    def rate(self) -> float:
        return self.done / self.seconds if self.seconds else 0.0


class Connection(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes], result: Slice, until: float, finished: asyncio.Future):
        self.requests, self.result, self.until, self.finished = requests, result, until, finished
        self.buffer, self.missing, self.in_body = b"", 0, False

    def connection_made(self, transport):
        self.transport = transport
        transport.write(next(self.requests))

    def data_received(self, data):
        if not self.in_body:
            self.buffer += data
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head, data, self.buffer = self.buffer[:end].lower(), self.buffer[end + 4 :], b""
            self.result.statuses[int(head[9:12])] += 1
            at = head.find(b"content-length:")
            if at < 0:
                raise RuntimeError(f"no Content-Length: {head[:200]!r}")
            self.missing, self.in_body = int(head[at + 15 :].split(b"\r\n", 1)[0]), True
        self.missing -= len(data)
        if self.missing <= 0:
            self.in_body = False
            self.result.done += 1
            if time.perf_counter() < self.until:
                self.transport.write(next(self.requests))
            else:
                self.transport.close()

    def connection_lost(self, error):
        if not self.finished.done():
            self.finished.set_result(None)


def load(port: int, requests: Iterator[bytes], *, seconds: float, connections: int = 8) -> Slice:
    """Send requests to 127.0.0.1:port for some seconds. Bounded: ends at latest 20 s after its time."""

    async def run() -> Slice:
        loop, result = asyncio.get_running_loop(), Slice()
        start = time.perf_counter()
        ends = []
        for _number in range(connections):
            ends.append(loop.create_future())
            make = lambda end=ends[-1]: Connection(requests, result, start + seconds, end)  # noqa: E731
            await loop.create_connection(make, "127.0.0.1", port)
        await asyncio.wait_for(asyncio.gather(*ends), seconds + 20)
        result.seconds = time.perf_counter() - start
        return result

    return asyncio.run(run())


def get(path: str, *, host: str = "127.0.0.1", cookie: str = "") -> bytes:
    extra = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: br\r\n{extra}\r\n".encode()


def post(path: str, body: str, *, host: str = "127.0.0.1", cookie: str = "") -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    )
    return (head + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n" + body).encode()


@dataclass(frozen=True)
class Side:
    port: int
    requests: list[bytes]


def interleaved(ours: Side, peer: Side, *, seconds: float = 8.0, slices: int = 4) -> tuple[Slice, Slice]:
    """Load both sides in turn, in slices, after a short warm-up of each, so that the machine's moods fall on both."""
    feeds = [itertools.cycle(side.requests) for side in (ours, peer)]
    totals = [Slice(), Slice()]
    for side, feed in zip((ours, peer), feeds, strict=True):
        load(side.port, feed, seconds=0.4)
    for _turn in range(slices):
        for number, side in enumerate((ours, peer)):
            totals[number] += load(side.port, feeds[number], seconds=seconds / slices / 2)
    return totals[0], totals[1]

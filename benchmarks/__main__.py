"""`make bench`: every figure of speed, size and memory, in under eight minutes."""

import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import postgresql

from . import drafting, legistics, servers, texts, weight
from .client import Side, get, interleaved, load, post
from .data import TOKEN
from .figures import figure, write

ROOT = servers.ROOT
APP, BARE = "parvis.wsgi:application", "benchmarks.bare_wsgi:application"
LIST = "/fr/p/bench/contributions/?kind=proposal&order=newest"
DETAIL = "/fr/c/bench-p{}/"
BUSY = "/fr/c/bench-p0/"


def python(*arguments: str, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed")
    return done.stdout


def prepare(env: dict[str, str], scale: int) -> dict:
    python("manage.py", "migrate", "-v", "0", env=env)
    known = json.loads(python("-m", "benchmarks.data", str(scale), env=env).splitlines()[-1])
    vacuum = "from django.db import connection as c; c.cursor().execute('ANALYZE')"
    python("manage.py", "shell", "-v", "0", "-c", vacuum, env=env)
    return known


def votes(known: dict, scale: int, shift: int = 0) -> list[bytes]:
    """People voting here and there, 5,000 pairs of a person and a proposal; another shift gives other pairs.

    The proposals are as many at every scale, spread over the table, so that the work of a vote is the same.
    """
    values, sessions = ["agree", "disagree", "mixed"], known["sessions"]
    return [
        post(
            f"/fr/c/bench-p{(n * 7919 % 5000) * scale}/stance/",
            f"csrfmiddlewaretoken={TOKEN}&value={values[n % 3]}",
            cookie=f"parvis={sessions[(n + shift) % len(sessions)]}",
        )
        for n in range(20_000)
    ]


def check(name: str, got, allowed=(200,)) -> None:
    wrong = {status: count for status, count in got.statuses.items() if status not in allowed}
    if wrong:
        raise SystemExit(f"{name}: unexpected answers {wrong}")


def compare(name, ours: Side, peer: Side, *, limit, aim, allowed=(200,), seconds=8.0) -> float:
    mine, theirs = interleaved(ours, peer, seconds=seconds)
    check(name, mine, allowed)
    check(f"{name} (peer)", theirs)
    detail = f"{mine.rate:,.0f}/s against {theirs.rate:,.0f}/s"
    figure(name, mine.rate / theirs.rate, "ratio", limit=limit, aim=aim, detail=detail)
    return mine.rate


def rates(port: int, known: dict, scale: int) -> dict[str, float]:
    """Our three uncached pages alone, for the comparison with ten times the rows."""
    feeds = {
        "list": [get(LIST)],
        "detail": [get(DETAIL.format(n)) for n in range(1, 2000)],
        "vote": votes(known, scale, shift=77),
    }
    got = {}
    for name, requests in feeds.items():
        feed = itertools.cycle(requests)
        load(port, feed, seconds=0.5)
        result = load(port, feed, seconds=3)
        check(name, result, (200, 302))
        got[name] = result.rate
    return got


def on_postgresql(folder: Path) -> None:
    with postgresql.running(durable=True) as url:
        env = {
            "DATABASE_URL": url,
            "PARVIS_DATA_DIR": str(folder / "pg"),
            "PARVIS_PAGE_CACHE_SECONDS": "0",
            "PARVIS_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        }
        known = prepare(env, 1)
        python("manage.py", "shell", "-v", "0", "-c", "from parvis.site import static_files as s; s.gather()", env=env)
        server = choose_server(env)
        with (
            servers.running(APP, env=env, path=LIST, server=server) as ours,
            servers.running(BARE, env=env, path="/select", server=server) as peer,
        ):
            select = Side(peer.port, [get("/select")])
            compare("list of 20, uncached", Side(ours.port, [get(LIST)]), select, limit=0.05, aim=0.08)
            compare(
                "contribution with its first 20 arguments", Side(ours.port, [get(BUSY)]), select, limit=0.10, aim=0.2
            )
            others = [get(DETAIL.format(n)) for n in range(1, 2000)]
            compare("contribution, each time another", Side(ours.port, others), select, limit=None, aim=None)
            compare(
                "vote through HTTP, synchronous_commit on",
                Side(ours.port, votes(known, 1)),
                Side(peer.port, [get("/upsert")]),
                limit=0.14,
                aim=0.22,
                allowed=(200, 302),
            )
            small = rates(ours.port, known, 1)
            figure("memory per web worker", ours.memory(), "MB", limit=110, higher_is_better=False)
            figure("start-up, to the first page", ours.started_in, "s", limit=1, higher_is_better=False)
        cached_env = {**env, "PARVIS_PAGE_CACHE_SECONDS": "60"}
        with (
            servers.running(APP, env=cached_env, path=LIST, server=server) as ours,
            servers.running(BARE, env=env, path="/cached", server=server) as peer,
        ):
            compare(
                "list of 20, page cache warm",
                Side(ours.port, [get(LIST)]),
                Side(peer.port, [get("/cached")]),
                limit=0.5,
                aim=0.75,
            )
            weight.figures(ours.port, LIST)
    with postgresql.running(durable=True) as url:
        env["DATABASE_URL"] = url
        known = prepare(env, 10)
        with servers.running(APP, env=env, path=LIST, server=server) as ours:
            large = rates(ours.port, known, 10)
    for name, rate in large.items():
        detail = f"{rate:,.0f}/s against {small[name]:,.0f}/s"
        figure(f"10 times the rows: {name}", rate / small[name], "ratio", limit=0.8, detail=detail)


def letters() -> None:
    """10,000 of the 50,000 letters asked for, in a process alone; the drills write them all."""
    with tempfile.TemporaryDirectory(prefix="parvis-letters-") as folder, postgresql.running(durable=True) as url:
        env = {"DATABASE_URL": url, "PARVIS_DATA_DIR": folder}
        python("manage.py", "migrate", "-v", "0", env=env)
        got = json.loads(python("-m", "benchmarks.digests", "10000", env=env).splitlines()[-1])
    detail = f"10,000 took {got['seconds']:.0f} s: five times as long for 50,000"
    figure("50,000 letters to followers", got["seconds"] * 5, "s", limit=300, higher_is_better=False, detail=detail)
    figure("letters: memory that grew", got["grown_mb"], "MB", limit=20, higher_is_better=False)


def answers(folder: Path) -> None:
    """The two requests that do most at once: a signature under many answers, and their publication."""
    with postgresql.running(durable=True) as url:
        for where, database in (("PostgreSQL", url), ("SQLite", f"sqlite:///{folder}/answers.sqlite3")):
            env = {"DATABASE_URL": database, "PARVIS_DATA_DIR": str(folder / "answers")}
            env["PARVIS_SQLITE_SYNCHRONOUS"] = "FULL"
            python("manage.py", "migrate", "-v", "0", env=env)
            lines = python("-m", "benchmarks.answers", "400", "4000", env=env).splitlines()
            for count, limit, line in zip((400, 4000), (2, 5), lines, strict=True):
                got = json.loads(line)
                for act, words in (("sign", "signed"), ("publish", "published")):
                    name = f"{count:,} answers {words}, {where}"
                    figure(name, got[act], "s", limit=limit, higher_is_better=False, detail=f"{got['queries']} queries")


def choose_server(env: dict[str, str]) -> str:
    """granian or gunicorn: both are measured on the same list, the first is what `parvis serve` uses."""
    got = {}
    for server in ("granian", "gunicorn"):
        with servers.running(APP, env=env, path=LIST, server=server) as ours:
            load(ours.port, itertools.repeat(get(LIST)), seconds=0.5)
            got[server] = load(ours.port, itertools.repeat(get(LIST)), seconds=3).rate
    detail = ", ".join(f"{name} {rate:,.0f}/s" for name, rate in got.items())
    figure("granian beside gunicorn, list uncached", got["granian"] / got["gunicorn"], "ratio", detail=detail)
    return "granian"


def on_sqlite(folder: Path) -> None:
    env = {
        "DATABASE_URL": "",
        "PARVIS_DATA_DIR": str(folder / "sqlite"),
        "PARVIS_SQLITE_SYNCHRONOUS": "FULL",
        "PARVIS_PAGE_CACHE_SECONDS": "0",
        "PARVIS_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }
    env["DATABASE_URL"] = f"sqlite:///{folder}/sqlite/bench.sqlite3"
    known = prepare(env, 1)
    with (
        servers.running(APP, env=env, path=LIST) as ours,
        servers.running(BARE, env=env, path="/select") as peer,
    ):
        compare(
            "vote through HTTP, SQLite synchronous FULL",
            Side(ours.port, votes(known, 1)),
            Side(peer.port, [get("/upsert")]),
            limit=None,
            aim=None,
            allowed=(200, 302),
        )
    env["DATABASE_URL"] = f"sqlite:///{folder}/sqlite/queries.sqlite3"  # a database of its own: it makes its own rows
    python("manage.py", "migrate", "-v", "0", env=env)
    for line in python("-m", "benchmarks.queries", env=env).splitlines():
        name, few, many, limit = line.split("\t")
        figure(f"queries: {name}, 2,000 rows", int(many), "", limit=int(limit), higher_is_better=False)
        figure(f"queries: {name}, more than with 2 rows", int(many) - int(few), "", limit=0, higher_is_better=False)


def on_syntheses(folder: Path) -> None:
    env = {"DATABASE_URL": f"sqlite:///{folder}/synthesis.sqlite3", "PARVIS_DATA_DIR": str(folder / "synthesis")}
    env["PARVIS_PAGE_CACHE_SECONDS"] = "0"
    python("manage.py", "migrate", "-v", "0", env=env)
    few, weight, queries, many, _weight, more = map(float, python("-m", "benchmarks.synthesis", env=env).split())
    detail = f"{weight:.0f} kB, {queries:.0f} queries; {many:.0f} ms and {more:.0f} queries with 20,000"
    figure("synthesis of 2,000 contributions, processor", few, "ms", limit=50, higher_is_better=False, detail=detail)
    figure("10 times the rows: synthesis", few / many, "ratio", limit=0.8)


def on_texts() -> None:
    """In fresh processes: the memory printed is that of the work."""
    if not texts.FOLDER.exists():
        print(f"copies and themes: not measured, the answers of the Grand Débat are not in {texts.FOLDER}")
        return
    seconds, memory, recall, precision = map(float, python("-m", "benchmarks.texts", "copies", env={}).split())
    detail = f"{memory:,.0f} MB; of these groups, {precision:.1%} were injected"
    figure("copies among 100,000 answers", seconds, "s", limit=60, higher_is_better=False, detail=detail)
    figure("copies found again, 20 edited campaigns", recall, "share", limit=0.98)
    seconds, memory, _, found, held = map(float, python("-m", "benchmarks.texts", "themes", env={}).split())
    detail = f"{memory:,.0f} MB; {found:,.0f} themes hold {held:,.0f}"
    figure("themes among 10,000 answers", seconds, "s", limit=60, higher_is_better=False, detail=detail)


def on_comparisons() -> None:
    """The comparison of texts, and where words came from."""
    if not texts.FOLDER.exists():
        print(f"comparisons: not measured, the real texts are not in {texts.FOLDER.parent}")
        return
    usual, longest, moved, tried, proven, new, seconds = map(float, python("-m", "benchmarks.redline", env={}).split())
    name = "20,000 signs compared, half their words changed"
    detail = f"the longest of 18 articles; the median took {usual:.0f} ms"
    figure(name, longest, "ms", limit=50, higher_is_better=False, detail=detail)
    detail = f"{moved:.0f} of {tried:.0f} articles of the code"
    figure("sentences moved told as moved, and nothing else", moved / tried, "share", limit=0.98, detail=detail)
    detail = f"{proven:,.0f} of {new:,.0f} words, 183 articles followed in {seconds:.1f} s with their amendments read"
    figure("new words whose amendment is proven", proven / new, "share", limit=0.8, detail=detail)


def on_merging() -> None:
    """Many amendments to one bill."""
    if not texts.FOLDER.exists():
        return
    got = python("-m", "benchmarks.merging", env={}).split()
    seconds, same, conflicts, tried, pairs, good, here, wrong, parts, right, theirs, ours, both = map(float, got)
    detail = f"{same:.0f} once merged, {conflicts:.0f} conflicts; all tried on their articles in {tried:.1f} s"
    figure("1,040 amendments merged, conflicts found", seconds, "s", limit=2, higher_is_better=False, detail=detail)
    detail = f"{1 - wrong / here:.1%} on the articles themselves; {right:.0f} of {parts:.0f} subdivisions whole"
    figure("order of discussion: pairs as the Senate had them", good / pairs, "share", limit=0.95, detail=detail)
    detail = f"{both:.0f} of {theirs:.0f} pairs; {ours - both:.0f} pairs more than the Senate's"
    figure("identical amendments, as the Senate told them", both / theirs, "share", limit=0.9, detail=detail)


def main() -> None:
    start = time.perf_counter()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; 8 connections, interleaved"
    )
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as folder:
        on_postgresql(Path(folder))
        on_sqlite(Path(folder))
        on_syntheses(Path(folder))
        answers(Path(folder))
    letters()
    on_texts()
    on_comparisons()
    on_merging()
    legistics.main()
    drafting.main()
    figure("the whole bench", time.perf_counter() - start, "s", limit=480, higher_is_better=False)
    write(ROOT / "bench.json", cores=os.cpu_count(), python=platform.python_version())


if __name__ == "__main__":
    main()

"""The page cache gives visitors what is fresh, and nobody what is not theirs."""

import time

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from parvis.ui import page_cache
from parvis.ui.kept_pages import Page, Pages, accepted

WORDS = "Une place, une porte, une réponse. " * 50


class Site:
    """A view that counts how often it was asked, behind the middleware."""

    def __init__(self, answer=None, **kwargs):
        self.asked = 0
        self.answer = answer or (lambda request: HttpResponse(f"{WORDS}{self.asked}"))
        self.kwargs = kwargs or {"slug": "a-process"}
        self.view = page_cache.cached()(self.make)
        self.middleware = page_cache.PageCacheMiddleware(lambda request: self.view(request, **self.kwargs))

    def make(self, request, **kwargs):
        self.asked += 1
        return self.answer(request)

    def get(self, path="/fr/p/a-process/", cookie="", method="get", **headers):
        request = getattr(RequestFactory(), method)(path, **headers)
        if cookie:
            request.META["HTTP_COOKIE"] = cookie
        return self.middleware(request)


@pytest.fixture(autouse=True)
def ten_seconds(settings, tmp_path):
    settings.PARVIS_PAGE_CACHE_SECONDS = 10
    settings.PARVIS_CACHE_URL = ""
    settings.DATA_DIR = tmp_path


def bump(key):
    page_cache.renew(key)


def test_a_second_visitor_gets_the_same_page_without_the_view():
    site = Site()
    first, second = site.get(), site.get()
    assert first.content == second.content
    assert site.asked == 1


@pytest.mark.parametrize("path", ["/en/p/a-process/", "/fr/p/a-process/?order=newest", "/fr/p/a-process/?q=velo"])
def test_another_address_is_another_page(path):
    site = Site()
    site.get()
    site.get(path)
    assert site.asked == 2


def test_a_fragment_for_htmx_is_not_given_as_a_page():
    site = Site()
    site.get()
    site.get(HTTP_HX_REQUEST="true")
    assert site.asked == 2


def test_who_has_the_functional_cookie_always_gets_a_page_of_their_own(settings):
    site = Site()
    site.get()
    mine = site.get(cookie=f"other=1; {settings.SESSION_COOKIE_NAME}=abc")
    assert site.asked == 2
    assert mine["Cache-Control"] == "private, no-store"
    site.get()
    assert site.asked == 2


def test_a_change_makes_every_page_of_its_process_stale_at_once():
    site, other = Site(), Site(slug="another")
    site.get(), other.get()
    bump("a-process")
    site.get(), other.get()
    assert (site.asked, other.asked) == (2, 1)


def test_two_changes_within_a_tick_of_the_clock_both_count():
    seen = set()
    for _n in range(50):
        bump("a-process")
        seen.add(page_cache.version("a-process"))
    assert len(seen) == 50


def test_a_page_of_several_processes_is_stale_when_any_of_them_changes():
    home = Site(page=1)
    home.get("/fr/")
    bump("whichever")
    home.get("/fr/")
    assert home.asked == 2


def test_a_change_made_while_the_page_is_being_made_is_not_missed():
    def slow(request):
        bump("a-process")
        return HttpResponse(WORDS)

    site = Site(slow)
    site.get(), site.get()
    assert site.asked == 2


def test_a_hostile_key_stays_inside_the_folder(tmp_path):
    bump("../../escape")
    assert not list(tmp_path.parent.glob("escape*"))
    assert len(list((tmp_path / "fresh").iterdir())) == 2


def test_pages_grow_old(settings, monkeypatch):
    site = Site()
    site.get()
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 11)
    site.get()
    assert site.asked == 2


def test_when_a_page_expires_one_request_makes_it_anew_and_the_others_do_not_wait(monkeypatch):
    site = Site()
    site.get()
    address, page = next(iter(site.middleware.pages.pages.items()))
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 11)
    version = page_cache.version
    assert site.middleware.pages.get(address, version) is None
    assert site.middleware.pages.get(address, version) is page


def set_cookie(request):
    response = HttpResponse(WORDS)
    response.set_cookie("parvis", "1")
    return response


def in_the_language_of_the_browser(request):
    return HttpResponse(WORDS, headers={"Vary": "Accept-Language"})


@pytest.mark.parametrize(
    "answer",
    [
        set_cookie,
        in_the_language_of_the_browser,
        lambda request: HttpResponse(WORDS, status=404),
        lambda request: HttpResponse(WORDS, headers={"Cache-Control": "no-store"}),
        lambda request: HttpResponse(WORDS, headers={"Content-Encoding": "gzip"}),
        lambda request: StreamingHttpResponse([WORDS.encode()]),
    ],
)
def test_what_must_not_be_kept_is_not_kept(answer):
    site = Site(answer)
    site.get(), site.get()
    assert site.asked == 2


def test_only_views_that_say_so_are_kept():
    asked = []
    middleware = page_cache.PageCacheMiddleware(lambda request: asked.append(1) or HttpResponse(WORDS))
    for _n in range(2):
        middleware(RequestFactory().get("/"))
    assert len(asked) == 2


@pytest.mark.parametrize("method", ["post", "head", "put", "delete"])
def test_only_get_is_answered_from_memory(method):
    site = Site()
    site.get()
    site.get(method=method)
    assert site.asked == 2


def test_a_form_sent_by_a_visitor_is_kept_nowhere():
    assert Site().get(method="post")["Cache-Control"] == "private, no-store"


def test_browsers_get_the_encoding_they_accept():
    site = Site()
    plain = site.get()
    packed = site.get(HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 4
    assert {"Accept-Encoding", "Cookie", "HX-Request"} <= {part.strip() for part in packed["Vary"].split(",")}


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.5, br;q=0.1", "br"),
        ("zstd", ""),
        ("GZIP", "gzip"),
    ],
)
def test_accept_encoding(header, encoding):
    assert accepted(header) == encoding


def test_a_browser_that_has_the_page_gets_an_empty_answer():
    site = Site()
    first = site.get()
    again = site.get(HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_memory_is_bounded_and_the_least_asked_page_leaves_first():
    pages = Pages(limit=3 * 6000)
    for name in "abc":
        response = HttpResponse(name * 300, headers={"Cache-Control": "no-cache"})
        response.kept_for = (name, 0)
        page = Page(response, 10)
        page.size = 6000
        pages.put((name,), page)
    assert pages.get(("a",), lambda key: 0)
    extra = Page(response, 10)
    extra.size = 6000
    pages.put(("d",), extra)
    assert [address for (address,) in pages.pages] == ["c", "a", "d"]
    assert pages.size == 18000


def test_zero_seconds_keeps_nothing(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    site = Site()
    site.get(), site.get()
    assert site.asked == 2


def test_a_shared_cache_carries_the_versions(settings):
    settings.PARVIS_CACHE_URL = (
        "redis://shared"  # the code only asks whether there is one; Django's cache does the work
    )
    site = Site()
    site.get(), site.get()
    assert site.asked == 1
    bump("a-process")
    site.get()
    assert site.asked == 2


def test_without_its_shared_cache_nothing_is_kept_and_nothing_breaks(settings, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionError

    settings.PARVIS_CACHE_URL = "redis://shared"
    monkeypatch.setattr(page_cache, "cache", type("Down", (), {"get": down, "set": down})())
    site = Site()
    site.get()
    bump("a-process")
    site.get()
    assert site.asked == 2


def test_a_hit_takes_less_than_a_tenth_of_a_millisecond():
    site = Site(lambda request: HttpResponse(WORDS * 15, headers={f"X-{n}": "value" for n in range(8)}))
    request = RequestFactory().get("/fr/p/a-process/", HTTP_ACCEPT_ENCODING="gzip, br")
    site.middleware(request)
    times = []
    for _n in range(300):
        start = time.perf_counter()
        site.middleware(request)
        times.append(time.perf_counter() - start)
    assert min(times) < 100e-6
    assert site.asked == 1

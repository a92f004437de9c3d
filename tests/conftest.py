"""What every test stands on: a clean cache, and a data folder that goes with the run."""

import gc
import shutil
import time

import pytest

from tests.together import server, shared_database  # noqa: F401  fixtures

gc.set_threshold(50_000, 20, 50)  # a worker makes much and keeps much: looking through it often is a tenth of the time


LONGEST = (
    "house_rules/test_accessibility",
    "attacks/test_payloads",
    "attacks/test_inputs",
    "attacks/test_parameters",
    "attacks/test_leaks",
    "rehearsal/test_privacy",
    "exchange/test_demonstration",
    "contributions/test_concurrency",
    "operations/test_serving",
)  # files of a minute or more: begun first, so that no worker ends alone with one


def pytest_collection_modifyitems(items):
    places = {f"tests/{name}.py": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


def pytest_unconfigure():
    from django.conf import settings

    if settings.configured:
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_left_by_the_test_before():
    """Neither a cached page, nor a file of open data, nor the language of the last one."""
    from django.conf import settings
    from django.core.cache import cache
    from django.utils import translation

    cache.clear()
    shutil.rmtree(settings.MEDIA_ROOT / "open-data", ignore_errors=True)
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_listed_once():
    """Each client builds the middlewares anew, and would list the same files again."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    listed: dict[int, dict] = {}
    search = WhiteNoiseMiddleware.add_files_from_finders

    def once(self):
        if self.max_age not in listed:
            search(self)
            listed[self.max_age] = dict(self.files)
        self.files.update(listed[self.max_age])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture
def in_english():
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def terminal(capsys, monkeypatch):
    """Types a command; (its status, all it says)."""
    from parvis import cli

    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr("django.setup", lambda: None)  # done, and it would take the logs with it

    def say(*words):
        status = cli.main([*map(str, words)])
        told = capsys.readouterr()
        return status, told.out + told.err

    return say


@pytest.fixture
def process():
    from tests.factories import make_process

    return make_process()


@pytest.fixture
def postman(monkeypatch):
    """A worker that has read nothing yet. What is recorded in the very millisecond an edition begins is told by the
    next one: here no edition begins in the millisecond of what a test has just recorded."""
    from parvis.notifications import digests, editions

    begin = editions.begin
    monkeypatch.setattr(editions, "begin", lambda *args, **named: time.sleep(0.002) or begin(*args, **named))
    digests._read.clear()
    digests._not_before = 0.0

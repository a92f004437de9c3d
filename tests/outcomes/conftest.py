import pytest

from analysis.chamber_lists import Tabled
from tests.factories import make_bill, make_process

from .making import make_carrying


@pytest.fixture
def version(db):
    return make_bill(make_process()).versions.get()


@pytest.fixture
def carrying(version):
    return make_carrying(version)


def tabled(number="12", **said) -> Tabled:
    usual = {"place": "Article 2", "author": "Mme LIND", "wording": "Supprimer cet article.", "order": int(number)}
    return Tabled(number=number, **{**usual, **said})


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0

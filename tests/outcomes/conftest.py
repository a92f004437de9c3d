from datetime import date

import pytest

from analysis.chamber_lists import Tabled
from parvis.amendments.models import Carrying, Member
from tests.factories import make_bill, make_contribution, make_process


@pytest.fixture
def version(db):
    return make_bill(make_process()).versions.get()


@pytest.fixture
def carrying(version):
    """Carried as it is and tabled as number 12."""
    article = version.articles.get(number="2")
    said = make_contribution(version.bill.process, "modification", parent=article.contribution, title="Arroser")
    member = Member.objects.create(slug="lind", name="Noa Lind", function="Députée", since=date(2026, 1, 1))
    return Carrying.objects.create(
        amendment=said,
        version=version,
        article=article,
        member=member,
        decision="carried",
        paragraphs=["La commune plante."],
        wording="Supprimer cet article.",
        convention="fr-an",
        signed_by="Noa Lind",
        number="12",
        tabled_at=version.published_at,
    )


def tabled(number="12", **said) -> Tabled:
    usual = {"place": "Article 2", "author": "Mme LIND", "wording": "Supprimer cet article.", "order": int(number)}
    return Tabled(number=number, **{**usual, **said})


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0

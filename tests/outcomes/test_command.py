"""parvis outcomes: the same file, from a terminal."""

import pytest

from parvis.outcomes.models import Listed, Stage
from parvis.processes.models import Process

pytestmark = pytest.mark.django_db
CSV = "Numéro;Auteur;Subdivision;Dispositif;Sort\n12;Mme LIND;Article 2;Supprimer cet article.;Adopté\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(CSV)
    return path


def test_a_file_is_read_once(terminal, version, carrying, file):
    slug = version.bill.process.slug
    status, told = terminal("outcomes", slug, file)
    assert status == 0 and "1 amendment read: 1 new, 0 changed, 1 carried from here." in told and "12  Adopted" in told
    assert "0 new, 0 changed" in terminal("outcomes", slug, file, "--version", "1")[1]
    assert Stage.objects.get().outcome == "adopted"


def test_a_dry_run_saves_nothing(terminal, version, file):
    status, told = terminal("outcomes", version.bill.process.slug, file, "--dry-run")
    assert status == 0 and "1 new" in told and not Listed.objects.exists()


def test_what_is_not_public_was_in_no_chamber(terminal, version, file):
    Process.objects.update(published_at=None)
    status, told = terminal("outcomes", version.bill.process.slug, file)
    assert status != 0 and "not published yet" in told and not Listed.objects.exists()


@pytest.mark.parametrize("wrong", ["version", "process", "missing", "content"])
def test_what_is_wrong_is_said(terminal, version, file, tmp_path, wrong):
    slug, more = version.bill.process.slug, []
    if wrong == "version":
        more = ["--version", "9"]
    elif wrong == "process":
        slug = "nowhere"
    elif wrong == "missing":
        file = tmp_path / "other.csv"
    else:
        file.write_text("rien")
    status, told = terminal("outcomes", slug, file, *more)
    assert status != 0 and told.strip() and "Traceback" not in told

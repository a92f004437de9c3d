"""The bundle: what stands, in order of discussion, in files the services of a chamber can open."""

import csv
import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from docx import Document
from lxml import etree

from analysis.chamber_lists import read as read_list
from parvis.amendments import actions, bundle
from parvis.amendments.bundle_files import FORMATS, Bundle
from parvis.amendments.models import Carrying
from parvis.contributions import actions as contributions
from parvis.contributions.models import DeclaredCount
from parvis.texts.models import BillVersion
from tests import factories
from tests.amendments.makers import carry, make_member, make_seated
from tests.analysis.akoma import faults
from tests.house_rules.test_routes import browser
from tests.texts import versions

pytestmark = pytest.mark.django_db
HOSTILE = "=1+1 <b>&amp; « é » \x0b‮ ]]>"


@pytest.fixture
def bill():
    cache.clear()
    return versions.make_text(factories.make_process(slug="arbres"))


def amend(bill, number, title, old, new, **fields):
    return versions.amend(bill, number, title, old, new, author=factories.make_person(), **fields)


@pytest.fixture
def carried(bill):
    """Two members, three amendments that stand, one withdrawn, one refused; the last one is numbered."""
    seat, person = make_seated(page_url="https://example.org/12")
    other = make_member(name="Noé Balland", function="rapporteur", kind="rapporteur", group="")
    bench = carry(amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", signature="Luc Tanguy"), seat)
    trees = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres", signature="Aïcha Morvan")
    first = carry(trees, seat, explanation="Un arbre ne suffit pas.\nDeux, oui.")
    carry(trees, other)
    carry(amend(bill, "3", "L’avis", "l’avis du maire", "l’avis de tous"), other, "refused")
    actions.withdraw(carry(amend(bill, "2", "Arrêté", "Un décret", "Un arrêté"), other))
    actions.table(bench, number="CL12")
    return {"bill": bill, "seat": seat, "person": person, "first": first, "bench": bench, "trees": trees}


def told(bill, rows=None) -> Bundle:
    version = bill.versions.order_by("-number").first()
    return Bundle(bill.process, version, bundle.sheets(version, rows or bundle.standing(version)))


def write(name: str, made: Bundle) -> bytes:
    return FORMATS[name][0](made)


def test_what_stands_is_in_the_order_of_discussion(carried):
    made = told(carried["bill"])
    assert [(one.article.number, one.carrying.signed_by) for one in made.sheets] == [
        ("1er", "Inès Cordat, députée"),
        ("1er", "Noé Balland, rapporteur"),
        ("4", "Inès Cordat, députée"),
    ]
    first, second, last = made.sheets
    assert first.same == [second.carrying] and last.same == []
    assert first.paragraph == 1


def test_the_docx_gives_each_amendment_a_page(carried):
    who = factories.make_participant(carried["bill"].process, factories.make_person())
    contributions.take_stance(contribution=carried["trees"], participant=who, value="agree", channel="web")
    DeclaredCount.objects.create(
        contribution=carried["trees"], measure="agree", channel="paper", value=12, provenance="Une liste"
    )
    document = Document(io.BytesIO(write("docx", told(carried["bill"]))))
    lines = [line.text for line in document.paragraphs]
    titles = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert len(titles) == 3 and "CL12" in titles[2] and "CL12" not in titles[0]
    assert sum(line.paragraph_format.page_break_before is True for line in document.paragraphs) == 2
    assert carried["first"].wording.splitlines()[0] in lines
    assert "Un arbre ne suffit pas." in lines and "Deux, oui." in lines
    (origin,) = [line for line in lines if "Aïcha Morvan" in line][:1]
    assert "1" in origin and "12" in origin
    assert any("Base" in line for line in lines)
    assert document.core_properties.modified.replace(tzinfo=None) == max(
        one.carrying.tabled_at or one.carrying.signed_at for one in told(carried["bill"]).sheets
    ).replace(tzinfo=None, microsecond=0)


def test_the_senate_reads_its_columns_back(carried):
    for n, one in enumerate(bundle.standing(carried["first"].version).filter(number="").order_by("pk"), start=1):
        actions.table(one, number=f"CL{n}")
    made = told(carried["bill"])
    rows = read_list(write("senat.csv", made))
    assert [(one.number, one.place, one.author) for one in rows][2] == ("CL12", "Article 4", "Inès Cordat, députée")
    for row, sheet in zip(rows, made.sheets, strict=True):
        assert row.wording.split() == sheet.carrying.wording.split()
        assert row.url.endswith(sheet.carrying.public_id)
    assert rows[0].reason == "Un arbre ne suffit pas.\nDeux, oui." and rows[0].paragraph == "1"


def test_the_assembly_has_its_fields(carried):
    text = write("assemblee.csv", told(carried["bill"])).decode("utf-8-sig")
    first, _second, last = csv.DictReader(io.StringIO(text))
    assert last["numeroLong"] == "CL12" and last["division.titre"] == "Article 4"
    assert first["dispositif"].startswith("<p>") and first["listeDesSignataires"] == "Inès Cordat, députée"
    assert last["dateDepot"].count("/") == 2 and first["dateDepot"] == ""


def test_akoma_ntoso_documents_are_valid_and_hold_the_frozen_words(carried):
    made = told(carried["bill"])
    with zipfile.ZipFile(io.BytesIO(write("zip", made))) as folder:
        names = folder.namelist()
        assert names[2] == "0003-CL12.xml" and len(names) == 3
        for name, sheet in zip(names, made.sheets, strict=True):
            content = folder.read(name)
            assert faults(content) == []
            words = " ".join("".join(etree.fromstring(content).itertext()).split())
            assert " ".join(sheet.carrying.wording.split()).split("«")[0].strip() in words
            assert b"textualMod" in content


def test_days_are_those_of_where_the_instance_lives(carried):
    """What is tabled at half past eleven in the evening of UTC is of the next day in Paris."""
    night = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    Carrying.objects.filter(pk=carried["bench"].pk).update(tabled_at=night)
    BillVersion.objects.filter(bill=carried["bill"]).update(on=None, published_at=night)
    made = told(carried["bill"])
    assert "24/11/2026" in write("assemblee.csv", made).decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(write("zip", made))) as folder:
        content = folder.read("0003-CL12.xml").decode()
    assert "2026-11-24" in content
    assert "2026-11-23" not in content


def test_files_stand_whatever_was_typed(carried):
    Carrying.objects.carried().update(wording=HOSTILE, explanation=HOSTILE, signed_by=HOSTILE)
    made = told(carried["bill"])
    for name in FORMATS:
        assert write(name, made)
    with zipfile.ZipFile(io.BytesIO(write("zip", made))) as folder:
        assert all(faults(folder.read(name)) == [] for name in folder.namelist())
    for row in csv.reader(io.StringIO(write("senat.csv", made).decode("utf-8-sig"))):
        assert not any(cell.startswith("=") for cell in row)


def test_an_added_article_is_placed_after(bill):
    added = amend(bill, "4", "Fontaine", "dix bancs", "dix bancs")
    added.base, added.body = "", "Chaque place a une fontaine."
    added.save()
    carry(added)
    made = told(bill)
    (sheet,) = made.sheets
    assert sheet.adds and "Après l'article 4" in write("assemblee.csv", made).decode()
    assert "art. add. après Article 4" in write("senat.csv", made).decode()


def test_the_columns_of_a_chamber_name_its_places_whoever_asks(carried):
    made = told(carried["bill"])
    with translation.override("en"):
        assert "Article 1er" in write("senat.csv", made).decode()
        assert "Article 1er" in write("assemblee.csv", made).decode()


def test_what_is_no_longer_shown_names_nobody(carried):
    trees = carried["trees"]
    trees.hidden_at = trees.published_at
    trees.save()
    (sheet, *_others) = told(carried["bill"]).sheets
    assert sheet.written_by == "" and "Aïcha" not in sheet.origin
    assert b"A\xc3\xafcha" not in write("senat.csv", told(carried["bill"]))


def test_a_member_has_their_own_staff_has_all_the_public_what_is_numbered(carried):
    slug = carried["bill"].process.slug
    address = reverse("amendments:bundle_file", args=[slug, 1, "senat.csv"])
    for person, rows in (
        (carried["person"], 2),
        (factories.make_staff("clerk"), 3),
        (factories.make_staff("organiser"), 3),
    ):
        answer = browser(person).get(address)
        assert answer.status_code == 200
        assert len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) == rows + 1
    assert browser(None).get(address).status_code == 403
    assert browser(factories.make_person()).get(address).status_code == 403
    public = browser(None).get(reverse("amendments:tabled", args=[slug, 1, "senat.csv"]))
    assert [one.number for one in read_list(public.content)] == ["CL12"]


def test_one_amendment_leaves_alone_for_its_member(carried):
    address = reverse("amendments:sheet", args=[carried["first"].public_id])
    answer = browser(carried["person"]).get(address)
    document = Document(io.BytesIO(answer.content))
    assert len([line for line in document.paragraphs if line.style.name == "Heading 1"]) == 1
    _other, stranger = make_seated(name="Maud Le Bras")
    assert browser(stranger).get(address).status_code == 404


def test_nothing_numbered_gives_the_public_nothing(bill):
    carry(amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs"))
    assert browser(None).get(reverse("amendments:tabled", args=[bill.process.slug, 1, "docx"])).status_code == 404


def test_the_page_shows_the_bundle_and_goes_on(carried):
    page = browser(carried["person"]).get(reverse("amendments:bundle", args=[carried["bill"].process.slug]))
    assert page.status_code == 200 and page.context["count"] == 2
    html = page.content.decode()
    assert 'aria-current="page">' in html.partition("<h1")[0].rpartition("<nav")[2]
    assert reverse("amendments:withdraw", args=[carried["first"].public_id]) in html
    clerk = browser(factories.make_staff("clerk"))
    page = clerk.get(reverse("amendments:bundle", args=[carried["bill"].process.slug]))
    assert page.context["count"] == 3 and "/withdraw/" not in page.content.decode()
    wrong = browser(carried["person"]).get(
        reverse("amendments:bundle", args=[carried["bill"].process.slug]) + "?from=z"
    )
    assert wrong.status_code == 400

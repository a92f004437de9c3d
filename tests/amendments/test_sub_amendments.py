"""Sub-amendments at the chamber: after their amendment in every order, in its lines, and gone with it."""

import csv
import io
import zipfile

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from docx import Document

from analysis.chamber_lists import read as read_list
from parvis.access import verdict
from parvis.amendments import actions, bundle, lists, many, places, support
from parvis.amendments.bundle_files import FORMATS, Bundle
from parvis.contributions import actions as contributions
from parvis.contributions.wordings import target
from parvis.processes.blocks import Forbidden
from parvis.provenance.votes import adopted
from tests import factories
from tests.amendments.makers import MOTIVE, carry, make_member, make_seated
from tests.analysis.akoma import faults
from tests.texts import versions

pytestmark = pytest.mark.django_db
TWENTY, THIRTY = "Chaque place compte vingt bancs.", "Chaque place compte trente bancs."


@pytest.fixture
def bill():
    cache.clear()
    return versions.make_text(factories.make_process(slug="arbres"))


@pytest.fixture
def amendment(bill):
    return amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs")


@pytest.fixture
def sub(amendment):
    return change(amendment, "Trente bancs", "vingt", "trente")


def amend(bill, number, title, old, new):
    return versions.amend(bill, number, title, old, new, author=factories.make_person(), language="fr")


def change(amendment, title: str, old: str, new: str):
    said = {"base": amendment.body, "body": amendment.body.replace(old, new), "language": "fr"}
    author = factories.make_person()
    return factories.make_contribution(
        amendment.process, "modification", parent=amendment, title=title, author=author, **said
    )


def version(bill):
    return bill.versions.order_by("-number").first()


def told(bill) -> Bundle:
    return Bundle(bill.process, version(bill), bundle.sheets(version(bill), bundle.standing(version(bill))))


def titles(bill) -> list[str]:
    return [one.amendment.title for one in told(bill).sheets]


def test_it_is_carried_once_its_amendment_is_in_the_lines_of_its_wording(sub, amendment):
    member = make_member()
    with pytest.raises(Forbidden, match="sub-amendment comes after"), translation.override("en"):
        carry(sub, member)
    about = carry(amendment, member)
    made = carry(sub, member, explanation="Vingt ne suffisent pas.")
    assert "Rédiger ainsi l’alinéa 4" in made.wording and about.wording.startswith("Substituer au mot")
    assert made.paragraphs == [THIRTY] and made.article == about.article


def test_of_an_amendment_carried_in_other_words_it_is_carried_adapted(sub, amendment):
    member = make_member()
    carry(amendment, member, "adapted", paragraphs=["Chaque place compte quinze bancs."])
    with pytest.raises(Forbidden, match="other words"), translation.override("en"):
        carry(sub, member)
    made = carry(sub, member, "adapted", paragraphs=[THIRTY])
    assert "« trente »" in made.wording.replace("\u00a0", " ")


def test_it_falls_with_its_amendment(bill, sub, amendment):
    member, person = make_seated()
    about = carry(amendment, member)
    carry(sub, member)
    assert verdict(person, "amendments.carry", sub)
    assert titles(bill) == ["Vingt bancs", "Trente bancs"]
    actions.withdraw(about)
    assert titles(bill) == []
    contributions.withdraw(amendment)
    sub.refresh_from_db()
    with translation.override("en"):
        answer = verdict(person, "amendments.carry", sub)
    assert not answer and "fell" in answer.reason
    assert sub not in support.may_reach(bill.process)


def test_in_the_bundle_it_follows_its_amendment_and_names_it(bill, sub, amendment):
    member = make_member()
    carry(sub.parent, member)
    under = carry(sub, member)
    last = carry(amend(bill, "4", "Places et rues", "Chaque place", "Chaque place et rue"), make_member(name="Noé"))
    actions.table(last, number="CL1")
    actions.table(amendment.carryings.get(), number="CL12")
    actions.table(under, number="CL13")
    assert titles(bill).index("Trente bancs") == titles(bill).index("Vingt bancs") + 1
    made = told(bill)
    sheet = next(one for one in made.sheets if one.amends)
    assert sheet.amends.number == "CL12" and sheet.paragraph == 1 and sheet.same == []
    rows = list(csv.DictReader(io.StringIO(FORMATS["assemblee.csv"][0](made).decode("utf-8-sig"))))
    assert {row["numero"]: row["numeroParent"] for row in rows} == {"CL1": "", "CL12": "", "CL13": "CL12"}
    senate = FORMATS["senat.csv"][0](made)
    natures = {row["Numéro"]: row["Nature"] for row in csv.DictReader(io.StringIO(senate.decode("utf-8-sig")))}
    assert natures == {"CL1": "Amt", "CL12": "Amt", "CL13": "S/Amt"}
    assert len(read_list(senate)) == 3
    document = Document(io.BytesIO(FORMATS["docx"][0](made)))
    heads = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert sum("CL13" in head and "CL12" in head for head in heads) == 1
    with zipfile.ZipFile(io.BytesIO(FORMATS["zip"][0](made))) as folder:
        files = [folder.read(name) for name in folder.namelist()]
        assert all(faults(content) == [] for content in files)
        assert sum(b"CL12" in content for content in files) == 2


def test_the_senate_writes_the_amendment_first(bill, sub, amendment):
    bill.versions.update(convention="fr-senat")
    member = make_member()
    actions.table(carry(amendment, member), number="12 rect.")
    made = carry(sub, member)
    assert made.wording.splitlines()[0] == "Alinéa 4"
    actions.table(made, number="13")
    rows = read_list(FORMATS["senat.csv"][0](told(bill)))
    line = next(row.wording for row in rows if "trente" in row.wording).splitlines()[0]
    assert "12 rect." in line and line.startswith("A")
    assert "12 rect." in target(amendment).name


def test_among_many_it_comes_after_its_amendment_and_needs_it(client, bill, sub, amendment):
    first = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    found = many.read(version(bill))
    assert [group.key for group in found.groups] == [first.public_id, amendment.public_id, sub.public_id]
    assert [(place, why) for place, why, _words in found.groups[2].needs] == [(1, "sub-amendment")]
    page = client.get(f"/en/p/{bill.process.slug}/text/amendments/").content.decode()
    assert "Trente bancs" in page and "changes the other" in page and "Replaces “vingt” by “trente”" in page


def tried(client, bill, *chosen) -> str:
    with translation.override("en"):
        url = reverse("amendments:many_tried", args=[bill.process.slug])
    return client.get(url, {"a": [one.public_id for one in chosen]}).content.decode()


def test_if_adopted_it_applies_after_its_amendment_and_not_without_it(client, bill, sub, amendment):
    both = tried(client, bill, amendment, sub)
    assert "trente" in both and "refused" not in both.partition("<form")[2].partition("Adopted:")[0]
    alone = tried(client, bill, sub)
    assert "the modification it changes is not adopted" in alone
    same = amend(bill, "4", "Vingt, aussi", "dix bancs", "vingt bancs")
    assert many.read(version(bill)).groups[0].ids == (amendment.public_id, same.public_id)
    assert "not adopted" not in tried(client, bill, same, sub)


def test_two_to_the_same_amendment_both_apply_or_say_why_not(client, bill, sub, amendment):
    about = amend(bill, "1er", "Fruits", "un arbre par habitant", "deux arbres fruitiers par habitant et par an")
    three, month = change(about, "Trois", "deux arbres", "trois arbres"), change(about, "Mois", "par an", "par mois")
    html = tried(client, bill, about, three, month)
    assert "trois" in html and "par mois" in html and "<b>1 is refused" not in html
    clash = change(amendment, "Quarante", "vingt", "quarante")
    html = tried(client, bill, amendment, sub, clash)
    assert "<b>1 is refused" in html and "another changed them" in html


def test_one_written_on_former_words_is_to_be_placed_by_a_person(client, bill, sub, amendment):
    contributions.edit(amendment, body=amendment.body.replace("vingt", "quinze"))
    found = many.read(version(bill))
    assert found.groups[1].unplaced == "former words"
    assert "former words" in tried(client, bill, amendment, sub)


def test_the_desk_shows_it_under_its_article(client, bill, sub, amendment):
    member, person = make_seated()
    carry(amendment, member)
    client.force_login(person)
    text = lists.texts([member])[0]
    assert sub in lists.waiting(text).filter(lists.about("article-4", text.version))
    html = client.get(f"/en/desk/carry/{sub.public_id}/").content.decode()
    assert "Sub-amendment to amendment by Inès Cordat" in html and "Rédiger ainsi l’alinéa 4" in html
    assert client.get(f"/en/desk/carry/{sub.public_id}/adapt/").status_code == 200
    assert "Sub-amendment" in client.get("/en/desk/carry/?article=article-4").content.decode()
    carry(sub, member)
    html = client.get(f"/en/c/{sub.public_id}/carried/").content.decode()
    assert "Sub-amendment to amendment by Inès Cordat" in html
    assert "Sub-amendment to" not in client.get(f"/en/c/{amendment.public_id}/carried/").content.decode()
    client.force_login(factories.make_staff("organiser"))
    assert "Sub-amendment to" in client.get(f"/en/desk/p/{bill.process.slug}/text/bundle/").content.decode()


def test_a_refusal_needs_no_amendment_carried(sub):
    made = carry(sub, make_member(), "refused", motive=MOTIVE)
    assert made.article is None and made.decision == "refused"
    assert places.place(sub, made.version).why


def test_where_words_came_from_takes_it_for_no_amendment_of_the_text(bill, sub, amendment):
    from parvis.outcomes import actions as outcomes
    from parvis.outcomes.models import Outcome, Stage

    member = make_member()
    about = carry(amendment, member)
    under = carry(sub, member)
    for one in (about, under):
        outcomes.tell(one, kind=Stage.Kind.VOTE, on=one.signed_at.date(), outcome=Outcome.ADOPTED)
    (votes,) = adopted([version(bill)]).values()
    assert [vote.carryings for vote in votes] == [[about.pk]]

"""All the authors, wherever the modification goes; and what is left of them when an account does."""

import csv
import io
import zipfile

import pytest
from django.core.cache import cache
from docx import Document

from parvis.amendments import bundle, many, shown
from parvis.amendments.bundle_files import FORMATS, Bundle
from parvis.coauthors import actions
from parvis.coauthors.models import CoSignature
from parvis.coauthors.named import listed
from parvis.contributions import actions as contributions
from parvis.contributions import cards
from parvis.contributions.models import Contribution
from parvis.exchange import erasure, joining, my_data, open_data_tables, verification
from tests.amendments.makers import carry
from tests.factories import make_participant, make_person

from .makers import make_modification, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def luc():
    return make_person("luc@example.org")


@pytest.fixture
def one(luc):
    """Signed by its author, by Luc, by somebody without a name and by Nora."""
    cache.clear()
    made = make_modification(slug="joint")
    sign(made, "Luc Tanguy", luc), sign(made, ""), sign(made, "Nora Belkacem")
    made.refresh_from_db()
    return made


def by(contribution) -> str:
    (row,) = cards.read(Contribution.objects.filter(pk=contribution.pk))
    return cards.author(row)


def problems() -> list[str]:
    return list(verification.co_authors())


def test_lists_tell_the_author_and_how_many_others(one):
    assert by(one) == "Aïcha Morvan et 3 autres auteurs"
    contributions.edit(one, signature="")
    assert by(one) == "4 auteurs"
    assert by(make_modification(signature="Jo")) == "Jo"


def test_the_list_of_modifications_tells_them_too(one):
    version = one.parent.article.version
    (group,) = shown.shown(version, many.read(version), [0])
    assert [written.name for written in group.authors] == ["Aïcha Morvan et 3 autres auteurs"]


def test_all_are_named_in_one_sentence():
    assert listed(["A", "", "B", ""]) == "A, B et 2 personnes sans nom"
    assert listed(["", ""]) == "2 personnes sans nom" and listed([]) == ""


def test_each_file_of_the_bundle_names_all_the_authors(one):
    carry(one, explanation="Il en manque.")
    version = one.parent.article.version
    made = Bundle(one.process, version, bundle.sheets(version, bundle.standing(version)))
    names = "Aïcha Morvan, Luc Tanguy, Nora Belkacem et 1 personne sans nom"
    files = {name: FORMATS[name][0](made) for name in FORMATS}
    words = "\n".join(line.text for line in Document(io.BytesIO(files["docx"])).paragraphs)
    assert names in words
    for name in ("senat.csv", "assemblee.csv"):
        _columns, row = csv.reader(io.StringIO(files[name].decode("utf-8-sig")))
        assert any(f"Il en manque.</p><p>Issu d’une modification écrite ensemble par {names}." in cell for cell in row)
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as folder:
        assert names in folder.read(folder.namelist()[0]).decode()


def test_a_modification_that_went_names_nobody_in_the_bundle(one):
    carry(one)
    contributions.withdraw(one)
    version = one.parent.article.version
    (sheet,) = bundle.sheets(version, bundle.standing(version))
    assert sheet.written_by == "" and not sheet.joint


def test_open_data_tells_how_many_and_never_who(one):
    columns, rows = open_data_tables.tables(one.process)["co_authors.csv"]
    file = "".join(open_data_tables.table(columns, rows))
    assert len(file.splitlines()) == 4 and one.public_id in file and "Luc" not in file


def test_my_data_holds_what_i_signed_and_the_links_i_made(one, luc):
    told = my_data.as_document(luc)["co_signatures"]
    assert [(row["signature"], row["contribution__public_id"]) for row in told] == [("Luc Tanguy", one.public_id)]
    author = make_person()
    other = make_modification(author)
    actions.invite(other)
    assert [row["contribution__public_id"] for row in my_data.as_document(author)["invitations"]] == [other.public_id]


@pytest.mark.parametrize(("withdraw_texts", "left"), [(False, 3), (True, 2)])
def test_an_account_that_goes_leaves_a_signature_without_a_name_or_none(one, luc, withdraw_texts, left):
    erasure.erase(luc, withdraw_texts=withdraw_texts)
    one.refresh_from_db()
    assert one.co_authors == left and not CoSignature.objects.filter(signature="Luc Tanguy").exists()
    assert problems() == []


def test_consent_taken_back_takes_the_signature_back(one, luc):
    erasure.withdraw_consent(person=luc, process=one.process)
    one.refresh_from_db()
    assert one.co_authors == 2 and problems() == []


def test_two_accounts_that_are_joined_sign_once(one, luc):
    other = make_person("other@example.org")
    sign(one, "L. T.", other)
    joining.join(kept=luc, address="other@example.org")
    one.refresh_from_db()
    assert one.co_authors == 3 and by(one) == "Aïcha Morvan et 3 autres auteurs" and problems() == []
    mine = contributions.participant_of(one.process, luc)
    assert [row.state for row in mine.co_signatures.order_by("pk")] == ["signed", "withdrawn"]


def test_a_signature_taken_off_and_another_that_stands_are_one_that_stands(one, luc):
    other = make_person("other@example.org")
    actions.remove(one, sign(one, "L. T.", other).public_id)
    joining.join(kept=luc, address="other@example.org")
    one.refresh_from_db()
    assert one.co_authors == 3 and problems() == []
    assert actions.given_by(contributions.participant_of(one.process, luc), one).state == "signed"


def test_an_author_who_had_signed_from_another_account_is_author_alone(luc):
    author = make_person("author@example.org")
    made = make_modification(author)
    sign(made, "Moi", luc)
    joining.join(kept=author, address="luc@example.org")
    made.refresh_from_db()
    assert made.co_authors == 0 and problems() == []
    assert made.participant == make_participant(made.process, author)

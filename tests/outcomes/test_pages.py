"""The pages: the public list, one amendment, the desk."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parvis.amendments.models import Carrying
from parvis.outcomes import actions
from parvis.outcomes.models import Listed, Stage
from tests.factories import make_staff
from tests.house_rules.test_routes import browser

from .conftest import tabled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CSV = """Numéro;Auteur;Subdivision;Dispositif;Sort
12;Mme LIND;Article 2;Supprimer cet article.;Adopté
13;M. A;Article 3;;Réservé
"""


def sent(client, path, **typed):
    return client.post(path, {"once": "a-key-of-its-own", **typed}, follow=True)


def test_the_desk_reads_a_file_and_says_what_it_changed(version, carrying):
    client, path = browser(make_staff("organiser")), reverse("outcomes:read", args=[version.bill.process.slug])
    file = SimpleUploadedFile("liste.csv", CSV.encode())
    page = sent(client, path, file=file, version=version.pk).content.decode()
    assert "2 amendments read: 2 new, 0 changed, 1 carried from here." in page
    assert "Outcomes kept as written, which no one here knows: Réservé." in page
    assert Stage.objects.get().outcome == "adopted"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "“Numéro” and “Sort” are needed"),
        ("Nature;Numéro;Sort\nAmt\n".encode(), "There is no amendment"),
        (b"<amendement>", "could not be read"),
        (b"", "empty"),
    ],
)
def test_what_is_not_a_list_is_refused_in_words(version, content, words):
    client, path = browser(make_staff("organiser")), reverse("outcomes:read", args=[version.bill.process.slug])
    answer = sent(client, path, file=SimpleUploadedFile("liste.csv", content), version=version.pk)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Listed.objects.exists()


def test_what_is_wrong_with_a_file_is_said_in_the_language_of_the_page(version):
    client, path = browser(make_staff("organiser")), reverse("outcomes:read", args=[version.bill.process.slug])
    file = SimpleUploadedFile("liste.csv", b"a,b\n1,2\n")
    answer = client.post(
        path.replace("/en/", "/fr/"), {"once": "a-key-of-its-own", "file": file, "version": version.pk}
    )
    assert answer.status_code == 422 and "sont nécessaires" in answer.content.decode()


def test_a_version_of_another_text_is_refused(version):
    from tests.factories import make_bill, make_process

    other = make_bill(make_process()).versions.get()
    client, path = browser(make_staff("organiser")), reverse("outcomes:read", args=[version.bill.process.slug])
    answer = sent(client, path, file=SimpleUploadedFile("liste.csv", CSV.encode()), version=other.pk)
    assert answer.status_code == 422 and not Listed.objects.exists()


def test_anyone_reads_the_list_in_its_order_and_filters_it(client, version, carrying):
    rows = [tabled(str(number), place="Article 1er") for number in range(20, 80)]
    actions.keep(version, [*rows, tabled("12", outcome="adopted")], name="x", content=b"x")
    path = reverse("outcomes:list", args=[version.bill.process.slug])
    first = client.get(path).content.decode()
    assert first.index("Amendment 12") < first.index("Amendment 20") and "Written by residents" in first
    assert "Amendment 79" not in first
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Amendment 79" in client.get(following).content.decode()
    assert client.get(path, {"ours": "yes"}).content.decode().count("<h2") == 1
    assert "Amendment 20" not in client.get(path, {"outcome": "adopted"}).content.decode()
    assert first.count('<option value="article-1er"') == 1
    for wrong in ({"outcome": "won"}, {"version": "9"}, {"after": "x"}, {"colour": "red"}):
        assert client.get(path, wrong).status_code == 400


def test_the_list_costs_the_same_for_two_rows_and_for_many(client, version, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path, counted = reverse("outcomes:list", args=[version.bill.process.slug]), []
    for last in (22, 90):
        found = [tabled(str(number)) for number in range(20, last)]
        actions.keep(version, found, name="x", content=str(last).encode())
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counted.append(len(queries))
    assert counted[0] == counted[1] < 12


def test_one_amendment_tells_its_words_and_what_is_near_it(client, version, carrying):
    found = [
        tabled("12", outcome="adopted", reason="Parce que.", identical="a", opinions={"commission": "Favorable"}),
        tabled("13", identical="a"),
        tabled("14", parent="12"),
    ]
    actions.keep(version, found, name="x", content=b"x")
    page = client.get(Listed.objects.get(number="12").get_absolute_url()).content.decode()
    for words in ("Supprimer cet article.", "Parce que.", "Favorable", "Identical, voted together", "Sub-amendments"):
        assert words in page
    assert "Sub-amendment to" in client.get(Listed.objects.get(number="14").get_absolute_url()).content.decode()


def test_what_a_member_did_tells_what_the_chamber_did_of_it(client, version, carrying):
    actions.tell(carrying, kind="committee", on=date(2026, 10, 3), body="Commission des lois", words="Défendu.")
    actions.keep(version, [tabled("12", outcome="adopted")], name="x", content=b"x")
    page = client.get(reverse("amendments:carried", args=[carrying.amendment.public_id])).content.decode()
    assert page.index("Commission des lois") < page.index("Outcome – Adopted") and "Défendu." in page


def test_the_desk_tells_a_stage_and_takes_it_back(carrying):
    client, path = browser(make_staff("clerk")), reverse("outcomes:stages", args=[carrying.public_id])
    assert sent(client, path, kind="vote", on="2026-10-26").status_code == 422
    assert sent(client, path, kind="committee", on="2199-10-26").status_code == 422
    assert sent(client, path, kind="tabled", on="2026-10-26").status_code == 422  # its number tells it, once
    assert sent(client, path, kind="vote", outcome="rejected", on="2026-10-26", body="Sénat").status_code == 200
    stage = Stage.objects.get()
    assert (stage.outcome, stage.on) == ("rejected", date(2026, 10, 26))
    client.post(reverse("outcomes:take_back", args=[stage.public_id]), {"once": "another-key-of-it"})
    assert not Stage.objects.exists()


def test_no_outcome_is_told_of_what_a_member_refused(carrying):
    Carrying.objects.update(decision="refused", wording="", number="", tabled_at=None, motive="Parce que." * 10)
    desk = browser(make_staff("clerk"))
    assert desk.get(f"/fr/desk/carryings/{carrying.public_id}/stages/").status_code == 404

"""A resident modifies another resident's modification of a bill: a sub-amendment."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from parvis.access import verdict
from parvis.contributions import actions
from parvis.contributions.models import Contribution
from parvis.contributions.wordings import target, wording
from parvis.exchange.wordings_file import wordings
from parvis.handover import content
from tests import factories
from tests.texts import versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    cache.clear()
    return versions.make_text(factories.make_process(slug="arbres"))


@pytest.fixture
def amendment(bill):
    author = factories.make_person()
    return versions.amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", author=author, language="fr")


def change(amendment, old="vingt", new="trente", **fields) -> Contribution:
    said = {"title": "Trente bancs", "base": amendment.body, "body": amendment.body.replace(old, new), "language": "fr"}
    return factories.make_contribution(amendment.process, "modification", parent=amendment, **said | fields)


def page(client, contribution, status: int = 200) -> str:
    with translation.override("en"):
        response = client.get(contribution.get_absolute_url())
    assert response.status_code == status
    return response.content.decode()


def new(amendment, **more) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/en/p/{amendment.process.slug}/new/modification/?parent={amendment.public_id}{query}"


def test_it_is_written_on_the_words_the_modification_proposes(client, amendment):
    client.force_login(factories.make_person())
    assert "Propose a change to this modification" in page(client, amendment)
    form = client.get(new(amendment)).content.decode()
    assert "Chaque place compte vingt bancs." in form
    typed = {"p1": "Chaque place compte trente bancs.", "title": "Trente bancs", "reason": "Vingt ne suffisent pas."}
    seen = client.post(new(amendment), {**typed, "language": "fr", "preview": "yes"}).content.decode()
    assert "Rédiger ainsi l’alinéa 4" in seen
    assert client.post(new(amendment), {**typed, "language": "fr", "publish": "yes"}).status_code == 302
    sub = Contribution.objects.latest("pk")
    assert (sub.kind, sub.parent, sub.base) == ("modification", amendment, "Chaque place compte vingt bancs.")
    amendment.refresh_from_db()
    assert amendment.modifications == 1
    html = page(client, sub)
    assert "Sub-amendment" in html and "Rédiger ainsi l’alinéa 4" in html
    assert "sub-amendment to amendment “Vingt bancs”" in html
    assert f"/c/{sub.public_id}/" in page(client, amendment)
    assert "Propose a change to this modification" not in html


def test_what_cannot_be_modified_in_its_turn_says_why(bill, amendment):
    person = factories.make_person()
    sub = change(amendment)
    article = amendment.parent
    removal = factories.make_contribution(bill.process, "modification", parent=article, base=article.body, body="")
    proposal = factories.make_contribution(bill.process)
    wording_of = factories.make_contribution(bill.process, "modification", parent=proposal, base="A b c", body="A b d")
    for other, why in (
        (sub, "sub-amendment already"),
        (removal, "removes the whole article"),
        (wording_of, "Only modifications of an article"),
    ):
        with translation.override("en"):
            answer = verdict(person, "contributions.amend", other)
        assert not answer and why in answer.reason
    assert verdict(person, "contributions.amend", amendment)


def test_one_cannot_write_the_text_without_the_modification(client, amendment):
    client.force_login(factories.make_person())
    typed = {"p1": "Chaque place compte dix bancs.", "title": "Dix bancs", "language": "fr", "publish": "yes"}
    response = client.post(new(amendment), typed)
    assert response.status_code == 422 and "the text without the modification" in response.content.decode()
    assert client.get(new(amendment, what="removal")).status_code == 404
    actions.withdraw(amendment)
    assert client.get(new(amendment)).status_code == 403


def test_it_falls_with_the_modification_it_changes(client, amendment):
    sub = change(amendment)
    actions.withdraw(amendment)
    html = page(client, sub)
    assert amendment.title not in html and sub.public_id not in "".join(wordings(sub.process))
    assert "It fell with the modification it changes" in html and "trente" not in html
    files = [client.get(reverse("contributions:download", args=[sub.process.slug, kind])) for kind in ("csv", "json")]
    for told in (*files, client.get(f"/en/c/{sub.public_id}/versions/", follow=True)):
        told = b"".join(told.streaming_content).decode() if told.streaming else told.content.decode()
        assert sub.title in told and "vingt bancs" not in told and "trente bancs" not in told
    assert "Fell with the modification it changes" in html.partition("Its journey")[2]


def test_it_says_that_it_was_written_on_former_words(client, bill, amendment):
    sub = change(amendment)
    assert "former" not in page(client, sub).partition("<main")[2]
    actions.edit(amendment, body=amendment.body.replace("vingt", "quinze"))
    html = page(client, sub)
    assert "written on its former words" in html and "l’alinéa 4" not in html
    actions.edit(amendment, body=amendment.body.replace("quinze", "vingt"))
    versions.committee(bill)
    html = page(client, sub)
    assert "written on the former one" in html
    with translation.override("en"):
        answer = verdict(factories.make_person(), "contributions.amend", Contribution.objects.get(pk=amendment.pk))
    assert not answer and "later version" in answer.reason


def test_the_senate_names_the_amendment_in_the_wording(bill, amendment):
    bill.versions.update(convention="fr-senat")
    said = wording(change(amendment), target(amendment)).dispositif
    first, place, *_rest = said.split("\n")
    assert first.startswith("Amendement") and "Vingt bancs" in first and place == "Alinéa 4"


def test_a_change_to_an_added_article_counts_its_lines(bill, amendment):
    body = "Chaque place a une fontaine."
    added = factories.make_contribution(
        bill.process, "modification", parent=amendment.parent, title="Des fontaines", base="", body=body
    )
    sub = change(added, "une fontaine", "une fontaine et un abri")
    assert wording(sub, target(added)).dispositif.startswith("Compléter l’alinéa 2 par les mots")


def test_lists_search_and_files_hold_it_as_any_modification(client, bill, amendment):
    sub = change(amendment)
    slug = bill.process.slug
    listed = client.get(f"/en/p/{slug}/contributions/?parent={amendment.public_id}&kind=modification", follow=True)
    assert f"/c/{sub.public_id}/" in listed.content.decode()
    assert sub.public_id in client.get(f"/en/p/{slug}/contributions.atom").content.decode()
    rows = client.get(f"/en/p/{slug}/contributions.csv", follow=True).getvalue().decode()
    assert sub.public_id in rows
    told = "".join(wordings(bill.process))
    line = next(row for row in told.split("\r\n") if row.startswith(sub.public_id))
    assert amendment.parent.public_id in line and "Rédiger ainsi l’alinéa 4" in told


def test_its_page_asks_one_query_more_than_that_of_a_modification(client, amendment, django_assert_max_num_queries):
    sub = change(amendment)
    page(client, sub)
    with django_assert_max_num_queries(40):
        page(client, sub)


def test_a_handover_names_the_article_and_the_modification(amendment, monkeypatch):
    answer = SimpleNamespace(public_id="a", status="kept_fully", ground="")
    monkeypatch.setattr(Contribution, "outcome", SimpleNamespace(answer=answer))
    told = content._amendment(change(amendment))
    assert (told["article"], told["amends"]) == ("4", amendment.public_id)
    assert "amends" not in content._amendment(amendment)


def test_its_way_in_is_for_everyone_who_can_contribute(client, amendment):
    assert client.get(new(amendment)).status_code == 403
    told = reverse("contributions:wording", args=[amendment.process.slug]) + f"?parent={amendment.public_id}"
    client.force_login(factories.make_person())
    said = client.post(told, {"p1": "Chaque place compte trente bancs."}).content.decode()
    assert "Rédiger ainsi l’alinéa 4" in said

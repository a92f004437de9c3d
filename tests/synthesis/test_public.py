"""What everyone reads: nothing before it is published, nothing that is no longer shown, and where words come from."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.contributions import actions as contributions
from parvis.people import actions as people
from parvis.synthesis import actions
from parvis.synthesis.models import Citation, Dispute, NodeVersion
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_person, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def oven(process, shade):
    one = make_contribution(process, "experience", title="Heat", body="Our playground is an oven.", signature="Ana")
    actions.place(contribution=one, nodes=[shade], by=None)
    return one


def write(node, body, seen=0):
    return actions.write(node=node, body=body, author=None, author_name="Claire Dumas", seen=seen, language="en")


@pytest.fixture
def published(process, shade, oven):
    write(shade, f"A mother says “playground is an oven” [#{oven.public_id[:6]}]. We agree.")
    return actions.publish(process, by=None)


def get(name, *args, **query):
    return Client().get(reverse(f"synthesis:{name}", args=args), query)


def test_before_its_publication_only_the_coverage_is_public(process, shade, oven):
    shown = get("tree", process.slug).content.decode()
    assert "Contributions in their place: 1 of 1" in shown
    assert "Shade" not in shown
    for name, args in (("node", [shade.public_id]), ("outside", []), ("versions", [shade.public_id])):
        assert get(name, process.slug, *args).status_code == 404
    assert get("download", process.slug, "json").status_code == 404
    client = Client()
    client.force_login(make_staff("guarantor"))
    assert client.get(reverse("synthesis:node", args=[process.slug, shade.public_id])).status_code == 200


def test_a_sentence_leads_to_the_words_it_quotes_and_says_what_they_are(process, published, oven, shade):
    for name, args in (("tree", []), ("node", [shade.public_id])):
        shown = get(name, process.slug, *args).content.decode()
        assert f'<q class="exact" cite="{oven.get_absolute_url()}">“playground is an oven”</q>' in shown
        assert "Experience, signed Ana" in shown
        assert "Written by Claire Dumas" in shown


def test_an_organisation_is_cited_as_one(process, shade, published):
    person = make_person()
    organisation = people.declare_organisation(person=person, name="The Trees", represents="Us", interests="None")
    one = make_contribution(process, organisation=organisation, signature="Lou")
    write(shade, f"An association asks for it [#{one.public_id[:6]}].", seen=1)
    actions.publish(process, by=None)
    assert "in the name of an organisation being checked: The Trees" in get("tree", process.slug).content.decode()
    organisation.checked_at = organisation.declared_at
    organisation.save()
    shown = get("node", process.slug, shade.public_id).content.decode()
    for said in (
        shown,
        get("tree", process.slug).content.decode(),
        get("download", process.slug, "md").content.decode(),
    ):
        assert "Proposal of the organisation The Trees, signed Lou" in said
    kinds = [line.split(",")[2] for line in get("download", process.slug, "csv").content.decode().splitlines()[1:]]
    assert "experience" in kinds  # as what it is, in every file


def test_words_taken_back_leave_every_page_and_file(process, shade, published, oven):
    write(shade, f"Ana says “playground is an oven” [#{oven.public_id[:6]}].", seen=1)
    actions.publish(process, by=None)
    contributions.withdraw(oven)
    pages = [get("tree", process.slug), get("node", process.slug, shade.public_id)]
    pages += [get("versions", process.slug, shade.public_id)]
    pages += [get("download", process.slug, format) for format in ("json", "csv", "md")]
    for reply in pages:
        assert reply.status_code == 200
        assert "an oven" not in reply.content.decode()
    assert "[words no longer shown]" in pages[0].content.decode()


def test_versions_say_what_changed_and_who_wrote(process, shade, published):
    write(shade, "We all agree.", seen=1)
    actions.publish(process, by=None)
    shown = get("versions", process.slug, shade.public_id).content.decode()
    assert "Version 2" in shown
    assert "Version 1" in shown
    assert "<del>" in shown


def test_what_is_outside_the_subject_says_why(process, published):
    one = make_contribution(process, title="Lower taxes")
    actions.put_outside(contribution=one, reason="Taxes are voted by Parliament.", by=None)
    actions.publish(process, by=None)
    shown = get("outside", process.slug).content.decode()
    assert "Lower taxes" in shown
    assert "Taxes are voted by Parliament." in shown


def test_the_contributions_of_an_idea_are_read_page_after_page(process, shade, published):
    said = [make_contribution(process, title=f"Tree {n:02}") for n in range(30)]
    for one in said:
        actions.place(contribution=one, nodes=[shade], by=None)
    actions.publish(process, by=None)
    first = get("node", process.slug, shade.public_id).content.decode()
    assert "Tree 18" in first
    assert "Tree 19" not in first
    second = get("node", process.slug, shade.public_id, after=said[18].public_id).content.decode()
    assert "Tree 29" in second
    assert get("node", process.slug, shade.public_id, after="nowhere").status_code == 400
    assert get("node", process.slug, shade.public_id, page="2").status_code == 400


def test_the_files_hold_every_place(process, shade, published, oven):
    one = make_contribution(process, title="=Lower taxes")
    actions.put_outside(contribution=one, reason="=1+1 Parliament", by=None)
    actions.publish(process, by=None)
    told = json.loads(get("download", process.slug, "json").content)
    assert told["coverage"] == {"total": 2, "read": 2, "attached": 1, "outside": 1}
    assert told["nodes"][0]["contributions"] == [oven.public_id]
    assert told["nodes"][0]["text"]["cites"] == [oven.public_id]
    (outside,) = told["outside"]
    assert (outside["contribution"], outside["reason"]) == (one.public_id, "=1+1 Parliament")
    assert "'=1+1 Parliament" in get("download", process.slug, "csv").content.decode()
    NodeVersion.objects.update(written_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    text = get("download", process.slug, "md").content.decode()
    assert "[1] Experience, signed Ana" in text and "2026-03-02" in text  # the day it is here, not in Greenwich


def test_the_page_of_a_contribution_says_where_it_stands_and_what_cites_it(process, shade, published, oven):
    shown = Client().get(oven.get_absolute_url()).content.decode()
    assert reverse("synthesis:node", args=[process.slug, shade.public_id]) in shown
    assert "A mother says “playground is an oven”." in shown


@pytest.mark.parametrize("name", ["tree", "node"])
def test_a_page_costs_the_same_for_few_and_for_many(process, shade, published, name):
    def cost():
        args = [process.slug, *([shade.public_id] if name == "node" else [])]
        with CaptureQueriesContext(connection) as asked:
            assert get(name, *args).status_code == 200
        return len(asked)

    def grow(count, seen):
        for n in range(count):
            node = actions.add_node(process=process, title=Translated(en=f"{count}-{n}"))
            one = make_contribution(process, body=f"Words number {n}.")
            actions.place(contribution=one, nodes=[node, shade], by=None)
            write(node, f"It is said “words number {n}” [#{one.public_id[:6]}].".replace("words", "Words"))
        actions.publish(process, by=None)

    grow(2, 0)
    cost()
    few = cost()
    grow(15, 0)
    assert cost() == few


def test_words_of_who_leaves_are_destroyed_in_every_version_and_the_rest_is_kept(process, shade, published, oven):
    actions.raise_dispute(contribution=oven, node=shade, words="An oven, in June.")
    actions.forget_words([oven.pk])
    kept = NodeVersion.objects.get()
    assert kept.body == f"A mother says “[…]” [#{oven.public_id[:6]}]. We agree."
    assert Citation.objects.get().sentence == "A mother says “[…]”."
    assert not Dispute.objects.exclude(words="").exists()
    contributions.withdraw(oven)
    assert "[words no longer shown]" in get("tree", process.slug).content.decode()

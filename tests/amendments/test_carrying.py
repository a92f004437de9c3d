"""What a member does with a modification: who may, at which stage, in which words, and never twice."""

import json

import pytest
from django.db import IntegrityError, transaction

from parvis.amendments import actions, places
from parvis.amendments.models import Carrying
from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from parvis.ledger.models import Entry
from parvis.processes.blocks import Forbidden
from parvis.texts import anchoring
from tests import factories
from tests.amendments.makers import MOTIVE, carry, make_amendment, make_member
from tests.texts import versions

pytestmark = pytest.mark.django_db


def bodies(act: str) -> list[dict]:
    return [json.loads(bytes(entry.record))["body"] for entry in Entry.objects.filter(act=act).order_by("pk")]


def test_what_is_carried_is_worded_as_the_chamber_writes_and_frozen():
    amendment = make_amendment()
    one = carry(amendment, explanation="Il manque des bancs.")
    assert one.paragraphs == ["Chaque place compte vingt bancs."]
    assert "dix" in one.wording and "vingt" in one.wording
    assert (one.convention, one.signed_by) == ("fr-an", "Inès Cordat, députée")
    (told,) = bodies("carrying.signed")
    assert told["wording"] == one.wording and told["decision"] == "carried"
    one.version.bill.versions.update(convention="fr-senat")
    one.refresh_from_db()
    assert one.convention == "fr-an"


def test_the_senate_has_its_own_grammar():
    amendment = make_amendment()
    amendment.process.bill.versions.update(convention="fr-senat")
    assert carry(amendment).wording != carry(make_amendment()).wording


def test_the_european_parliament_has_its_columns_and_a_printed_bill_no_wording_here():
    amendment = make_amendment()
    versions_of = amendment.process.bill.versions
    versions_of.update(convention="eu-ep")
    assert carry(amendment).wording.splitlines() == [
        "Article 4 – paragraph 1",
        "Chaque place compte dix bancs.",
        "Chaque place compte vingt bancs.",
    ]
    amendment.base, amendment.body = "", "Chaque place a une fontaine."
    amendment.save()
    for convention in ("uk-commons", "uk-lords"):
        versions_of.update(convention=convention)
        with pytest.raises(places.NoWording, match=r"imprimé|printed"):
            carry(amendment)


def test_the_same_act_twice_is_one_another_is_refused():
    amendment, member = make_amendment(), make_member()
    first = carry(amendment, member)
    assert carry(amendment, member) == first
    with pytest.raises(actions.AlreadySaid):
        carry(amendment, member, "refused")
    assert len(bodies("carrying.signed")) == 1
    assert carry(amendment, make_member(name="Noé Balland"), "refused").decision == "refused"


def test_adapting_and_refusing_say_why():
    amendment, member = make_amendment(), make_member()
    for decision in ("adapted", "refused"):
        with pytest.raises(Forbidden):
            carry(amendment, member, decision, motive="Non.", paragraphs=["Chaque place compte quinze bancs."])
    with pytest.raises(Forbidden):
        carry(amendment, member, "adapted", paragraphs=["Chaque place compte vingt bancs."])
    with pytest.raises(places.NoWording):
        carry(amendment, member, "adapted", paragraphs=["Chaque place compte dix bancs."])
    one = carry(amendment, member, "adapted", paragraphs=["Chaque place compte quinze bancs."])
    assert "quinze" in one.wording and one.motive == MOTIVE


@pytest.mark.parametrize(
    ("stage", "kind", "may"),
    [
        ("preliminary", "minister", True),
        ("council_of_state", "minister", True),
        ("preliminary", "member", False),
        ("preliminary", "committee", False),
        ("deposited", "minister", False),
        ("", "minister", False),
        ("", "member", True),
        ("deposited", "member", True),
        ("committee", "rapporteur", True),
        ("sitting", "committee", True),
        ("next_reading", "member", True),
        ("adopted", "member", False),
        ("adopted", "minister", False),
    ],
)
def test_a_minister_carries_until_the_text_is_tabled_members_from_then_on(stage, kind, may):
    amendment, member = make_amendment(stage=stage), make_member(kind=kind)
    if may:
        assert carry(amendment, member).pk
    else:
        with pytest.raises(Forbidden):
            carry(amendment, member)


def test_on_a_new_version_the_same_member_acts_anew_where_the_words_stand():
    amendment, member = make_amendment(), make_member()
    first = carry(amendment, member)
    version = versions.committee(amendment.process.bill)
    amendment.refresh_from_db()
    second = carry(amendment, member)
    assert (first.version.number, second.version) == (1, version) and second.article.version == version


def test_an_amendment_that_stands_nowhere_any_more_can_only_be_refused():
    amendment = make_amendment()
    version = versions.committee(amendment.process.bill)
    anchoring.end(version.anchors.get(amendment=amendment), reason="La commission a retiré cela.", by=None)
    with pytest.raises(Forbidden, match="La commission a retiré cela"):
        carry(amendment)
    assert carry(amendment, decision="refused").paragraphs == []


def test_a_page_read_before_a_new_version_signs_nothing():
    amendment = make_amendment()
    former = places.current(amendment.process)
    versions.committee(amendment.process.bill)
    with pytest.raises(Forbidden):
        carry(amendment, version=former)


def test_a_clerk_checks_with_a_name_the_chamber_gives_a_number_the_member_withdraws():
    one, clerk = carry(make_amendment()), factories.make_staff("clerk")
    with pytest.raises(Forbidden):
        actions.check(one, verdict="doubtful", note="", checked_by="Yann Le Goff", by=clerk)
    said = {"verdict": "doubtful", "note": "Article 40 : une dépense nouvelle.", "checked_by": "Yann Le Goff"}
    assert actions.check(one, by=clerk, **said).checker == clerk
    actions.check(one, by=clerk, **said)
    assert len(bodies("carrying.checked")) == 1
    assert actions.table(one, number="CL12").tabled_at and actions.table(one, number="CL12").number == "CL12"
    with pytest.raises(Forbidden):
        actions.table(one, number="CL13")
    with pytest.raises(Forbidden):
        actions.check(one, by=clerk, **{**said, "verdict": "clear"})
    assert actions.withdraw(one).withdrawn_at and actions.withdraw(one).withdrawn_at
    acts = ["carrying.tabled", "carrying.withdrawn"]
    assert [len(bodies(act)) for act in acts] == [1, 1]
    twin = carry(one.amendment, make_member(name="Noé Balland"))
    with pytest.raises(Forbidden):
        actions.table(twin, number="CL12")


def test_a_refusal_is_neither_checked_nor_tabled_nor_withdrawn():
    one, clerk = carry(make_amendment(), decision="refused"), factories.make_staff("clerk")
    for act in (
        lambda: actions.check(one, verdict="clear", note="", checked_by="Yann Le Goff", by=clerk),
        lambda: actions.table(one, number="1"),
        lambda: actions.withdraw(one),
    ):
        with pytest.raises(Forbidden):
            act()


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "adapted", "motive": "Court."},
        {"decision": "refused", "motive": MOTIVE},  # with a wording
        {"wording": ""},
        {"signed_by": ""},
        {"number": "3"},
        {"checked_by": "Yann"},
        {"decision": "ignored"},
    ],
)
def test_the_database_refuses_what_is_not_whole(wrong):
    one = carry(make_amendment())
    with pytest.raises(IntegrityError), transaction.atomic():
        Carrying.objects.filter(pk=one.pk).update(**wrong)


def test_a_member_is_kept_with_a_page_of_their_own_and_told_only_when_changed():
    first, second = make_member(), make_member()
    assert (first.slug, second.slug) == ("ines-cordat", "ines-cordat-2")
    said = {name: getattr(first, name) for name in actions.members.TOLD}
    actions.keep_member(first, **said)
    actions.keep_member(first, **said | {"group": "Les Bois"})
    assert [len(bodies(act)) for act in ("member.added", "member.changed")] == [2, 1]
    assert "person" not in json.dumps(bodies("member.changed"))


def test_what_its_author_changed_is_carried_as_it_now_reads():
    amendment = make_amendment()
    contributions.edit(contribution=amendment, body="Chaque place compte trente bancs.")
    amendment.refresh_from_db()
    assert carry(amendment).paragraphs == ["Chaque place compte trente bancs."]


def test_what_its_author_took_back_as_it_was_read_is_not_carried():
    amendment = make_amendment()
    contributions.withdraw(Contribution.objects.get(pk=amendment.pk))
    with pytest.raises(Forbidden, match="n’est plus affichée"):
        carry(amendment)


def test_what_its_author_changed_as_it_was_read_is_read_again():
    amendment = make_amendment()
    read = places.place(amendment, places.current(amendment.process)).mark
    words = amendment.body.replace("vingt bancs", "mille bancs")
    contributions.edit(Contribution.objects.get(pk=amendment.pk), body=words)
    with pytest.raises(Forbidden):
        carry(amendment, read=read)
    assert carry(amendment).paragraphs == [words]

"""The desk: a new version brought in, its deadline, where each modification stands; and what its page then says."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from parvis.contributions.actions import withdraw
from parvis.ledger.models import Entry
from parvis.processes import actions as processes
from parvis.processes import changes
from parvis.processes.blocks import Blocked
from parvis.processes.promises.actions import today
from parvis.site.waiting import waiting
from parvis.texts import actions, anchoring
from parvis.texts.models import Anchor, BillVersion
from parvis.texts.tabling import set_tabling
from parvis.ui.translated import Translated
from tests import factories
from tests.texts.versions import COMMITTEE, amend, amend_all, committee, make_text

pytestmark = pytest.mark.django_db
SAID = {
    "stage": "committee",
    "body": "Commission des lois",
    "text_number": "12",
    "convention": "fr-senat",
    "text": COMMITTEE,
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def bill(process):
    return make_text(process)


@pytest.fixture
def organiser(client):
    client.force_login(factories.make_staff("organiser"))
    return client


def url(name, bill, *args):
    return reverse(f"texts:{name}", args=[bill.process.slug, *args])


def test_a_text_people_spoke_of_leads_to_a_new_version(organiser, bill):
    amend_all(bill)
    refused = organiser.get(url("import", bill))
    assert refused.status_code == 403 and url("new_version", bill) in refused.content.decode()
    assert organiser.get(url("new_version", bill)).status_code == 200


def test_what_is_followed_new_and_gone_is_shown_before_anything_is_saved(organiser, bill):
    sent = {"step": "source", "pasted": COMMITTEE, "language": "fr"}
    page = organiser.post(url("new_version", bill), sent).content.decode()
    for words in ('Followed <span class="soft">(3)', 'New <span class="soft">(1)', 'Gone <span class="soft">(1)'):
        assert words in page
    assert BillVersion.objects.count() == 1


def test_a_version_is_saved_with_what_it_is_and_its_deadline(organiser, bill):
    amend_all(bill)
    typed = {
        **SAID,
        "step": "save",
        "tabling_closes_at": "2030-03-14T17:00",
        "tabling_source": "https://example.org/delai",
    }
    assert organiser.post(url("new_version", bill), typed).url == url("anchors", bill)
    version = BillVersion.objects.get(number=2)
    assert (version.stage, version.body, version.convention) == ("committee", "Commission des lois", "fr-senat")
    assert version.tabling_closes_at == datetime(2030, 3, 14, 16, tzinfo=UTC)
    assert version.anchors.count() == 5


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"stage": ""}, "stage"),
        ({"text": "Rien."}, "text"),
        ({"tabling_closes_at": "2030-03-14T17:00"}, "tabling_source"),
        ({"tabling_closes_at": "jeudi"}, "tabling_closes_at"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(organiser, bill, typed, field):
    page = organiser.post(url("new_version", bill), {**SAID, "step": "save", **typed})
    assert page.status_code == 422 and page.context["form"].errors.keys() == {field}
    assert "Commission des lois" in page.content.decode() and BillVersion.objects.count() == 1


def test_the_same_text_again_is_not_a_version(organiser, bill):
    committee(bill)
    page = organiser.post(url("new_version", bill), {**SAID, "step": "save"})
    assert page.status_code == 422 and "word for word" in page.content.decode()
    assert BillVersion.objects.count() == 2


def test_a_deadline_is_put_right_with_a_trace(organiser, bill):
    typed = {"tabling_closes_at": "2030-03-14T17:00", "tabling_source": "https://example.org/a", "convention": "fr-an"}
    organiser.post(url("tabling", bill), typed)
    organiser.post(url("tabling", bill), {**typed, "tabling_closes_at": "2030-03-15T17:00"})
    organiser.post(url("tabling", bill), {**typed, "tabling_closes_at": "2030-03-15T17:00"})
    entries = [json.loads(bytes(one.record))["body"] for one in Entry.objects.filter(act="text.tabling_set")]
    assert [one["after"]["tabling_closes_at"][:10] for one in entries] == ["2030-03-14", "2030-03-15"]
    assert entries[1]["before"] == entries[0]["after"]


def test_explanations_sent_from_a_page_opened_before_a_version_came_take_none_of_its_own_away(organiser, bill):
    committee(bill)
    new = bill.articles.in_force().get(number="1er A")
    actions.explain(new, {"fr": "On dit ce qu’est un arbre."})
    organiser.post(url("explanations", bill), {"fr-article-1er": "On plante.", "en-article-1er": ""})
    new.refresh_from_db()
    assert new.explanation == {"fr": "On dit ce qu’est un arbre."}
    assert bill.articles.in_force().get(number="1er").explanation == {"fr": "On plante."}


def test_only_organisers_come_in(client, bill):
    client.force_login(factories.make_staff("moderator"))
    for name in ("new_version", "tabling", "anchors"):
        assert client.get(url(name, bill)).status_code == 403
    assert client.get(url("anchor", bill, "nothing")).status_code == 403


def test_a_process_without_a_text_has_no_version(organiser, process):
    assert organiser.get(reverse("texts:new_version", args=[process.slug])).status_code == 403
    assert organiser.get(reverse("texts:anchors", args=[process.slug])).status_code == 404


def test_the_screen_lists_each_state_and_confirms_those_ticked(organiser, bill):
    amend_all(bill)
    committee(bill)
    page = organiser.get(url("anchors", bill)).content.decode()
    assert "Vingt bancs" in page and "5 wait for somebody" in page and "Still valid (1)" in page
    stale = organiser.get(url("anchors", bill) + "?state=stale").content.decode()
    assert "Chaque jour" in stale and "checkbox" not in stale
    assert organiser.get(url("anchors", bill) + "?state=lost").status_code == 400
    waiting = Anchor.objects.get(amendment__title="Vingt bancs")
    organiser.post(url("anchors", bill), {"anchor": waiting.public_id, "state": "valid"})
    waiting.refresh_from_db()
    assert waiting.decision == "kept"
    assert "Vingt bancs" in organiser.get(url("anchors", bill) + "?state=done").content.decode()


def test_the_screen_costs_the_same_whatever_it_lists(organiser, bill, django_assert_max_num_queries):
    amend_all(bill)
    amend_all(bill)
    committee(bill)
    organiser.get(url("anchors", bill))
    with django_assert_max_num_queries(16):
        organiser.get(url("anchors", bill) + "?state=stale")


def test_the_list_of_those_confirmed_costs_the_same_for_one_and_for_many(organiser, bill):
    amend_all(bill)
    committee(bill)
    counted = []
    for anchors in (Anchor.objects.all()[:1], Anchor.objects.all()):
        for one in anchors:
            anchoring.end(one, reason="Elle ne dit plus rien.", by=None)
        organiser.get(url("anchors", bill) + "?state=done")
        with CaptureQueriesContext(connection) as queries:
            organiser.get(url("anchors", bill) + "?state=done")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_what_is_no_longer_shown_has_no_page_here(organiser, bill):
    amendment = amend_all(bill)[4]
    committee(bill)
    there = url("anchor", bill, amendment.anchors.get().public_id)
    assert organiser.get(there).status_code == 200
    withdraw(amendment)
    assert organiser.get(there).status_code == 404


def test_what_the_text_does_already_is_not_said_to_apply_no_longer(organiser, bill):
    removal = amend(bill, "3", "Sans cet article", "Nul ne coupe un arbre sans l’avis du maire.", "")
    committee(bill)
    anchor = removal.anchors.get()
    assert (anchor.state, anchor.article) == ("satisfied", None)
    organiser.post(url("anchor", bill, anchor.public_id), {"act": "keep"})
    page = organiser.get(url("anchor", bill, anchor.public_id)).content.decode()
    assert "Confirmed" in page and "Nothing: its article is gone." in page


def test_one_is_put_right_by_hand_or_ended(organiser, bill):
    amend_all(bill)
    committee(bill)
    stale, gone = Anchor.objects.filter(state="stale").order_by("pk")
    same = organiser.post(url("anchor", bill, stale.public_id), {"act": "correct", "text": "\n".join(stale.now)})
    assert same.status_code == 422
    text = "\n".join([*stale.now[:2], "Elle l’arrose chaque jour, sauf s’il pleut."])
    following = organiser.post(url("anchor", bill, stale.public_id), {"act": "correct", "text": text})
    assert following.url == url("anchor", bill, gone.public_id)
    page = organiser.get(following.url).content.decode()
    assert "is no longer in the text" in page and 'value="correct"' not in page
    assert organiser.post(following.url, {"act": "end", "reason": ""}).status_code == 422
    organiser.post(following.url, {"act": "end", "reason": "L’article a disparu."})
    assert [one.decision for one in Anchor.objects.filter(state="stale").order_by("pk")] == ["corrected", "ended"]


def test_its_page_alarms_then_says_where_it_stands(client, organiser, bill):
    amendment = amend_all(bill)[4]
    there = reverse("contributions:detail", args=[amendment.public_id])
    assert "standing" not in client.get(there).content.decode()
    committee(bill)
    assert "is not confirmed yet" in client.get(there).content.decode()
    anchor = amendment.anchors.get()
    organiser.post(url("anchor", bill, anchor.public_id), {"act": "keep"})
    page = client.get(there).content.decode()
    assert "It stands in the text under discussion." in page and "is not confirmed yet" not in page
    organiser.post(url("anchor", bill, anchor.public_id), {"act": "end", "reason": "<b>Plus de bancs</b>."})
    assert "&lt;b&gt;Plus de bancs" in client.get(there).content.decode()


def later(days: int) -> datetime:
    """A Friday at 17:00 UTC, so many weeks away at least."""
    day = timezone.now() + timedelta(days=days)
    return (day + timedelta(days=(4 - day.weekday()) % 7)).replace(hour=17, minute=0, second=0, microsecond=0)


def test_L19_contributions_leave_two_working_days_before_the_deadline():
    process = factories.make_process(published_at=None)
    friday = later(20)
    version = make_text(process).versions.get()
    set_tabling(version=version, closes_at=friday, source="https://example.org/delai", convention="fr-an")
    phase = process.phases.get(kind="contributions")
    for end, allowed in ((friday - timedelta(days=1), False), (friday - timedelta(days=2), True), (friday, False)):
        typed = {"contributions": (phase.opens_at, end, Translated())}
        if allowed:
            changes.set_calendar(process, typed)
            continue
        with pytest.raises(Blocked, match="L19"):
            changes.set_calendar(process, typed)


def test_L19_nor_are_they_lengthened_beyond_it(organiser):
    process = factories.make_process()
    phase = process.phases.get(kind="contributions")
    version = make_text(process).versions.get()
    set_tabling(version=version, closes_at=later(30), source="https://example.org/delai", convention="fr-an")
    with pytest.raises(Blocked, match="L19"):
        processes.extend_phase(phase, closes_at=later(30), notice=Translated(fr="On a le temps."))
    set_tabling(version=version, closes_at=None, source="", convention="fr-an")
    processes.extend_phase(phase, closes_at=later(30), notice=Translated(fr="On a le temps."))
    assert organiser.get(reverse("processes:rules")).content.decode().count("L19")


def test_a_deadline_that_is_past_stops_nothing():
    process = factories.make_process()
    version = make_text(process).versions.get()
    yesterday = timezone.now() - timedelta(days=1)
    set_tabling(version=version, closes_at=yesterday, source="https://example.org/delai", convention="fr-an")
    phase = process.phases.get(kind="contributions")
    processes.extend_phase(phase, closes_at=later(30), notice=Translated(fr="On attend le texte suivant."))


def test_what_waits_is_on_the_dashboard_and_on_the_desk(organiser, bill):
    amend_all(bill)
    committee(bill)
    for address in (reverse("processes:dashboard", args=[bill.process.slug]), reverse("processes:desk")):
        page = organiser.get(address).content.decode()
        assert f'href="{url("anchors", bill)}"' in page and "Modifications to place in the new version" in page
    organiser.post(url("anchors", bill), {"anchor": list(Anchor.objects.values_list("public_id", flat=True))})
    assert "<b>2</b>" in organiser.get(reverse("processes:dashboard", args=[bill.process.slug])).content.decode()
    type(bill.process).objects.update(published_at=None)  # as a rehearsal is
    counts = [[row["count"] for row in waiting(today(), of) if "slug" in row] for of in (None, bill.process)]
    assert counts == [[], [2]]

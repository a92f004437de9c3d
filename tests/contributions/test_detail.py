"""The page of one contribution: what it says, what people answered, what was added, what became of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from parvis.contributions import actions
from parvis.contributions.models import Contribution, DeclaredCount, Stance
from parvis.moderation.models import Decision
from parvis.people.models import Organisation
from tests.factories import make_bill, make_contribution, make_participant, make_person, make_process, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0


def page(client, contribution, query: str = "", language: str = "en", status: int = 200) -> str:
    with translation.override(language):
        response = client.get(contribution.get_absolute_url() + query)
    assert response.status_code == status
    return response.content.decode()


def words(html: str) -> str:
    """What a reader sees, on one line."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", html.partition("<main")[2], flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def answer(contribution, value: str, channel: str = "web", person=None):
    participant = make_participant(contribution.process, person, channel=channel)
    actions.take_stance(contribution=contribution, participant=participant, value=value, channel=channel)


def test_a_modification_shows_word_by_word_what_it_changes(client):
    process = make_process()
    article = make_bill(process).articles.first().contribution
    changed = make_contribution(
        process,
        "modification",
        parent=article,
        base=article.body,
        reason="Two are safer.",
        body=article.body.replace("plante un arbre", "plante deux arbres"),
    )
    html = page(client, changed)
    assert "[removed: un arbre" in words(html) and "[added: deux arbres" in words(html)
    assert "« L’arbre est arrosé." in html
    assert "Two are safer." in html


def test_a_modification_whose_text_the_source_lacks_says_so(client):
    process = make_process()
    proposal = make_contribution(process)
    imported = make_contribution(process, "modification", parent=proposal, missing="text", body="")
    assert "The text of this modification is not in the source it comes from." in words(page(client, imported))


def test_counts_name_their_base(client):
    process = make_process()
    proposal = make_contribution(process)
    for _person in range(3):
        answer(proposal, "agree", person=make_person())
    answer(proposal, "pass", channel="counter", person=make_person())
    answer(proposal, "disagree", channel="paper")
    text = words(page(client, proposal))
    assert "3 agree" in text and "1 disagrees" in text
    assert "1 person saw it and has no view." in text
    assert "5 people answered. Some of them gave no identifier" in text  # by which channel: see test_told_channels.py


def test_what_came_without_its_words_is_counted_and_said(client):
    proposal = make_contribution(make_process())
    for measure, value in (("arguments", 59), ("sources", 9)):
        DeclaredCount.objects.create(
            contribution=proposal, measure=measure, channel="web", value=value, provenance="Platform of 2015"
        )
    told = words(page(client, proposal))
    assert "59 arguments were counted where these data come from" in told and "9 sources were counted" in told
    assert "No argument yet" not in told and "No source yet" not in told


def test_no_heading_stands_over_nothing_where_nobody_can_add(client):
    headings = {'id="arguments"', 'id="sources"', 'id="modifications"'}

    def shown(contribution) -> set[str]:
        html = page(client, contribution)
        return {heading for heading in headings if heading in html}

    assert shown(make_contribution(make_process())) == headings
    closed = make_contribution(make_process(open=False))
    assert shown(closed) == set()
    make_contribution(closed.process, "argument", parent=closed)
    make_contribution(closed.process, "source", parent=closed)
    assert shown(closed) == {'id="arguments"', 'id="sources"'}
    for gone in ("hidden_at", "withdrawn_at"):
        said = make_contribution(make_process())
        Contribution.objects.filter(pk=said.pk).update(**{gone: timezone.now()})
        assert shown(said) == set()


@pytest.mark.parametrize(("readable", "link"), [(4, ""), (5, "All those that can be read")])
def test_the_list_of_sources_is_offered_when_it_holds_more_than_the_page(client, readable, link):
    process = make_process()
    proposal = make_contribution(process)
    for _n in range(readable):
        make_contribution(process, "source", parent=proposal)
    DeclaredCount.objects.create(
        contribution=proposal, measure="sources", channel="web", value=9, provenance="Platform of 2015"
    )
    Contribution.objects.filter(pk=proposal.pk).update(sources=readable + 9)
    html = page(client, proposal)
    assert ("kind=source" in html) == bool(link)
    assert link in html and "All of them" not in html


def test_declared_counts_stand_apart_with_their_provenance(client):
    process = make_process()
    proposal = make_contribution(process)
    DeclaredCount.objects.create(
        contribution=proposal, measure="agree", channel="room", value=212, provenance="Show of hands, 3 October"
    )
    Contribution.objects.filter(pk=proposal.pk).update(agree=212, people=212)
    text = words(page(client, proposal))
    assert "212 agree" in text
    assert "212 Agree, in a meeting – Show of hands, 3 October" in text
    assert "people answered" not in text


def test_arguments_stand_side_by_side_the_most_useful_first(client):
    process = make_process()
    proposal = make_contribution(process)
    for side in ("for", "against"):
        for n in range(12):
            made = make_contribution(
                process, "argument", parent=proposal, side=side, title="", body=f"{side} number {n}."
            )
            Contribution.objects.filter(pk=made.pk).update(useful=n % 6)
    found = re.findall(r"(for|against) number (\d+)\.</p>", page(client, proposal))
    useful = [n for _rank, n in sorted(((n % 6, n) for n in range(12)), reverse=True)]
    assert [int(n) for side, n in found if side == "for"] == useful[:10]
    assert [int(n) for side, n in found if side == "against"] == useful[:10]
    newest = page(client, proposal, "?arguments=newest")
    assert [int(n) for _side, n in re.findall(r"(for) number (\d+)\.</p>", newest)] == list(range(11, 1, -1))


def test_more_arguments_of_one_side_are_one_link_away(client):
    process = make_process()
    proposal = make_contribution(process)
    for n in range(25):
        make_contribution(process, "argument", parent=proposal, side="for", title="", body=f"number {n}.")
    seen, query = [], ""
    while query is not None:
        html = page(client, proposal, query)
        seen += re.findall(r"number (\d+)\.</p>", html)
        link = re.search(r'href="(\?[^"]*for_after[^"]*)#arguments"', html)
        query = link[1].replace("&amp;", "&") if link else None
    assert sorted(map(int, seen)) == list(range(25))


@pytest.mark.parametrize("query", ["?arguments=loudest", "?page=2", "?for_after=x", "?against_after=3-nobody"])
def test_what_the_page_does_not_have_is_refused(client, query):
    page(client, make_contribution(make_process()), query, status=400)


def test_sources_experiences_and_modifications_are_listed(client):
    process = make_process()
    proposal = make_contribution(process)
    make_contribution(process, "source", parent=proposal, title="A report", link="https://example.org/report")
    make_contribution(process, "experience", parent=proposal, title="It happened to me")
    make_contribution(process, "modification", parent=proposal, title="Say it otherwise")
    text = words(page(client, proposal))
    assert all(title in text for title in ("A report", "It happened to me", "Say it otherwise"))


def test_hidden_words_leave_a_public_reason_and_nothing_else(client):
    process = make_process()
    hidden = make_contribution(process, title="Nasty title", body="Nasty words", signature="Nasty Name")
    Contribution.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    Decision.objects.create(contribution=hidden, ground="insult", reason="It called a neighbour names.")
    html = page(client, hidden)
    assert "It called a neighbour names." in html and "Attack on people" in html
    assert "Nasty" not in html


def test_withdrawn_words_leave_a_tombstone_and_counts(client):
    process = make_process()
    withdrawn = make_contribution(process, title="Dark title", body="Dark words", signature="Dark Name")
    answer(withdrawn, "agree", person=make_person())
    actions.withdraw(withdrawn)
    html = page(client, withdrawn)
    assert "not open now" not in html and "Decision" not in html
    assert "Its author took these words back" in words(html) and "1 agrees" in words(html)
    assert "Dark" not in html


def test_a_child_of_a_hidden_contribution_does_not_show_its_title(client):
    process = make_process()
    hidden = make_contribution(process, title="Nasty title")
    argument = make_contribution(process, "argument", parent=hidden, body="Reply")
    Contribution.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    assert "Nasty" not in page(client, argument)
    url = reverse("contributions:list", args=[process.slug])
    assert "Nasty" not in client.get(f"{url}?kind=argument&order=newest").content.decode()


def test_an_organisation_says_whom_it_represents_and_that_it_is_being_checked(client):
    process = make_process()
    union = Organisation.objects.create(name="Tree Union", represents="Gardeners", interests="Sells trees")
    signed = make_contribution(process, organisation=union, signature="Ada")
    text = words(page(client, signed))
    assert "for Tree Union" in text and "being checked" in text and "Gardeners" in text and "Sells trees" in text
    union.checked_at = timezone.now()
    union.save()
    assert "being checked" not in words(page(client, signed))
    Organisation.objects.filter(pk=union.pk).update(checked_at=None, refused_at=timezone.now(), refusal="Not theirs")
    assert "Tree Union" not in page(client, signed)


def test_words_keep_their_language(client):
    french = make_contribution(make_process(), title="Des arbres", body="Plantons !", language="fr")
    html = page(client, french)
    assert '<h1 lang="fr">Des arbres</h1>' in html
    assert '<div class="prose" lang="fr">' in html


def test_the_journey_says_what_comes_next(client):
    open_one = make_contribution(make_process())
    text = words(page(client, open_one))
    assert "Received" in text and "Open to everyone’s view" in text and "Answer promised" in text
    closed = make_contribution(make_process(open=False))
    assert "Open to everyone’s view" not in words(page(client, closed))


def test_the_journey_tells_the_last_day_as_the_process_does(client):
    """What closes at midnight in Paris was open until the day before, and the answer is counted from that day."""
    process = make_process()
    midnight = datetime(2027, 3, 31, 22, tzinfo=UTC)  # 1 April, 00:00 in Paris
    process.phases.update(closes_at=midnight)
    text = words(page(client, make_contribution(process)))
    assert "until 31 March" in text
    assert "30 May" in text, "sixty days later"


def test_an_answer_is_shown_with_its_reason(client):
    from parvis.decisions.actions import publish_answer
    from parvis.processes.models import Office

    answered = make_contribution(make_process())
    publish_answer(
        contribution=answered,
        office=Office.objects.create(slug="council", name={"en": "The council"}),
        status="not_kept",
        ground="financial",
        reason="The council counted the cost over ten years, and it chose the school. " * 2,
        signed_by="Camille Aubier",
        published_at=timezone.now() - timedelta(days=1),
    )
    text = words(page(client, answered))
    assert "it chose the school" in text and "Not kept" in text
    with translation.override("fr"):
        url = reverse("contributions:list", args=[answered.process.slug])
    assert "Réponse publiée" in client.get(f"{url}?state=answered&order=newest").content.decode()


def test_who_disagrees_is_invited_to_say_why(client):
    proposal = make_contribution(make_process())
    person = make_person()
    client.force_login(person)
    assert "Say why" not in page(client, proposal)
    participant = make_participant(proposal.process, person)
    actions.take_stance(contribution=proposal, participant=participant, value="disagree", channel="web")
    html = page(client, proposal)
    assert "Say why" in html and re.search(r'value="disagree"[^>]*aria-pressed="true"', html)


def test_a_visitor_gets_neither_cookie_nor_token(client):
    proposal = make_contribution(make_process())
    make_contribution(proposal.process, "argument", parent=proposal)
    response = client.get(proposal.get_absolute_url())
    assert not response.cookies and "csrf" not in response.content.decode()


def test_an_article_of_a_bill_has_its_own_page(client):
    article = make_bill(make_process()).articles.first()
    response = client.get(article.contribution.get_absolute_url())
    assert response.headers["Location"].endswith(f"/p/{article.bill.process.slug}/text/{article.slug}/")


def test_a_contribution_not_published_is_refused_to_others(client):
    draft = Contribution.objects.create(process=make_process(), kind="proposal", channel="web", title="Draft")
    page(client, draft, status=404)
    client.force_login(make_staff("organiser"))
    assert "Not published" in page(client, draft)


def test_versions_show_what_each_edit_changed(client):
    proposal = make_contribution(make_process(), title="Plant trees", body="Plant one tree in each street.")
    actions.edit(proposal, body="Plant two trees in each street.")
    html = page(client, proposal)
    assert "changed since: see the versions" in html
    with translation.override("en"):
        versions = client.get(reverse("contributions:versions", args=[proposal.public_id])).content.decode()
    assert "one tree" in versions and "two trees" in versions and "<ins>" in versions
    actions.withdraw(proposal)
    assert client.get(reverse("contributions:versions", args=[proposal.public_id])).status_code == 302


def crowd(size: int) -> Contribution:
    """A proposal with `size` arguments, sources, experiences, modifications and answers."""
    process = make_process()
    proposal = make_contribution(process)
    Contribution.objects.bulk_create(
        Contribution(
            process=process,
            parent=proposal,
            kind=kind,
            side="for" if kind == "argument" else "",
            channel="web",
            title=f"{kind} {n}",
            body="Words.",
            published_at=timezone.now(),
            useful=n % 5,
        )
        for n in range(size)
        for kind in ("argument", "source", "experience", "modification")
    )
    for _person in range(min(size, 20)):
        answer(proposal, "agree", channel="paper")
    return proposal


def test_the_page_costs_the_same_for_2_rows_and_for_2000(client):
    """At most 10 queries, for a visitor and for someone signed in who already answered."""
    few, many = crowd(2), crowd(500)

    def price(contribution) -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, contribution)
        return len(queries)

    assert price(few) == price(many) <= 10
    person = make_person()
    for proposal in (few, many):
        answer(proposal, "agree", person=person)
    client.force_login(person)
    page(client, few)  # the first page of a session writes its token
    assert price(few) == price(many) <= 10
    assert Stance.objects.filter(contribution=many).count() == 21

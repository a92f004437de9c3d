"""Lists of contributions: what they keep, in what order, page after page, at what price."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from parvis.contributions import actions, draws, orders
from parvis.contributions.models import Contribution
from parvis.contributions.models.contributions import RANKS
from tests.factories import (
    make_bill,
    make_contribution,
    make_heading,
    make_participant,
    make_person,
    make_process,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0


def address(process, query: str = "start=a0", language: str = "en") -> str:
    with translation.override(language):
        return reverse("contributions:list", args=[process.slug]) + (f"?{query}" if query else "")


def titles(response) -> list[str]:
    html = response.content.decode()
    return re.findall(r'<h3(?: lang="\w\w")?><a href="[^"]+">([^<]*)</a></h3>', html)


def walk(client, url: str, way: str = "next") -> list[list[str]]:
    """The titles of every page, following its links."""
    pages, path = [], url.partition("?")[0]
    while url:
        response = client.get(url)
        assert response.status_code == 200
        pages.append(titles(response))
        link = re.search(rf'<a class="button quiet" rel="{way}" href="([^"]*)"', response.content.decode())
        url = path + link[1].replace("&amp;", "&") if link else ""
    return pages


def test_a_visit_starts_at_a_point_drawn_at_random_and_keeps_it(client):
    process = make_process()
    make_contribution(process, title="Trees")
    starts = {client.get(address(process, "")).headers["Location"] for _visit in range(30)}
    assert len(starts) > 5
    letter = orders.letter_of(timezone.now().date())
    assert all(re.fullmatch(rf"/en/p/{process.slug}/contributions/\?start={letter}\d+", start) for start in starts)
    assert client.get(address(process, "kind=proposal")).headers["Location"].count("kind=proposal&start=") == 1


def test_the_draw_goes_round_from_its_starting_point_and_shows_each_once(client):
    process = make_process()
    for place in range(50):
        made = make_contribution(process, title=f"Idea {place:02}", kind="experience" if place % 3 else "proposal")
        Contribution.objects.filter(pk=made.pk).update(draw_a=place * RANKS // 50)
    pages = walk(client, address(process, "start=a32"))
    assert [len(page) for page in pages] == [20, 20, 10]
    assert [title for page in pages for title in page] == [f"Idea {(25 + place) % 50:02}" for place in range(50)]


def test_the_draw_gives_the_same_pages_backwards(client):
    process = make_process()
    for _n in range(45):
        make_contribution(process)
    url = address(process, "start=b40")
    forward = walk(client, url)
    response = client.get(url)
    for _page in range(2):
        link = re.search(r'rel="next" href="([^"]*)"', response.content.decode())[1].replace("&amp;", "&")
        response = client.get(address(process, "") + link)
    link = re.search(r'rel="prev" href="([^"]*)"', response.content.decode())[1].replace("&amp;", "&")
    backward = walk(client, address(process, "") + link, way="prev")
    assert backward == [forward[1], forward[0]]


@pytest.mark.parametrize(
    ("order", "column"),
    [("newest", "newest_at"), ("discussed", "discussion"), ("fewest", "people"), ("supported", "agree")],
)
def test_every_order_shows_each_contribution_once_even_where_all_are_tied(client, order, column):
    process = make_process()
    now = timezone.now()
    for n in range(43):
        made = make_contribution(process, title=f"Idea {n}", kind="experience" if n % 2 else "proposal")
        said = now - timedelta(days=n // 15)
        Contribution.objects.filter(pk=made.pk).update(
            said_at=said, newest_at=said, discussion=n // 15, agree=n // 15, people=n // 15
        )
    rows = Contribution.objects.order_by(*([column, "pk"] if order == "fewest" else [f"-{column}", "-pk"]))
    pages = walk(client, address(process, f"order={order}"))
    assert [title for page in pages for title in page] == list(rows.values_list("title", flat=True))


def test_what_has_no_date_comes_last(client):
    process = make_process()
    undated = make_contribution(process, title="Undated")
    Contribution.objects.filter(pk=undated.pk).update(said_at=None, newest_at="1970-01-01T00:00:00Z")
    make_contribution(process, title="Dated")
    assert titles(client.get(address(process, "order=newest"))) == ["Dated", "Undated"]


def test_ranks_are_redrawn_equally_spaced_in_the_column_not_in_use():
    process = make_process()
    for _n in range(40):
        make_contribution(process)
    day = timezone.now().date()
    used, redrawn = ("draw_a", "draw_b") if orders.letter_of(day) == "a" else ("draw_b", "draw_a")
    before = list(Contribution.objects.order_by("pk").values_list(used, flat=True))
    assert draws.redraw_ranks(day) == 40
    assert list(Contribution.objects.order_by("pk").values_list(used, flat=True)) == before
    assert sorted(Contribution.objects.values_list(redrawn, flat=True)) == [n * RANKS // 40 for n in range(40)]
    assert orders.letter_of(day) != orders.letter_of(day + timedelta(days=1))


def test_filters_keep_what_they_say(client):
    process = make_process()
    title = make_heading(process, slug="title-1")
    chapter = make_heading(process, slug="chapter-1", parent=title)
    bill = make_bill(process, articles=2)
    article = bill.articles.get(position=2)
    make_contribution(process, title="In chapter", heading=chapter)
    make_contribution(process, title="On paper", channel="paper")
    make_contribution(process, title="In English", language="en")
    make_contribution(process, "modification", title="Other wording", parent=article.contribution)
    make_contribution(process, "argument", title="An argument", parent=article.contribution, side="against")
    make_contribution(process, "source", title="A source", parent=article.contribution)
    question = process.questions.create(position=1, text={"fr": "Où ?", "en": "Where?"})
    make_contribution(process, "experience", title="Lived", question=question)

    def shown(query):
        return set(titles(client.get(address(process, f"order=newest&{query}"))))

    assert shown("") == {"In chapter", "On paper", "In English", "Other wording", "Lived"}
    assert shown("kind=everything") == shown("") | {"An argument", "A source"}
    assert shown("kind=source") == {"A source"}
    assert shown("heading=title-1") == {"In chapter"}
    assert shown("channel=paper") == {"On paper"}
    assert shown("language=en") == {"In English"}
    assert shown(f"article={article.slug}") == {"Other wording", "An argument", "A source"}
    assert shown(f"parent={article.contribution.public_id}&kind=argument&side=against") == {"An argument"}
    assert shown(f"question={question.public_id}") == {"Lived"}
    assert shown("kind=article") == {"Des arbres, 1", "Des arbres, 2"}


@pytest.mark.parametrize("query", ["start=a0&kind=proposal", "start=a0&q=tree", "start=a0&channel=web"])
def test_the_way_back_to_everything_stands_outside_the_folded_choices(client, query):
    process = make_process()
    make_contribution(process, title="A tree")
    assert "Remove all filters" not in client.get(address(process)).content.decode()
    page = client.get(address(process, query)).content.decode().split('<div class="apart results">')[0]
    inside, outside = page.rsplit("</div></details>", 1)
    assert "Remove all filters" in outside and "Remove all filters" not in inside


def test_withdrawn_words_are_gone_and_hidden_ones_are_in_the_bin(client):
    process = make_process()
    gone = make_contribution(process, title="Secret regret")
    actions.withdraw(gone)
    hidden = make_contribution(process, title="Insult")
    Contribution.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    assert titles(client.get(address(process, "order=newest"))) == []
    withdrawn = client.get(address(process, "order=newest&state=withdrawn"))
    assert titles(withdrawn) == ["Withdrawn by its author"]
    assert "Secret regret" not in withdrawn.content.decode()
    for name in ("list", "feed"):
        url = reverse(f"contributions:{name}", args=[process.slug])
        assert client.get(f"{url}?state=hidden").url == reverse("moderation:bin", args=[process.slug])


def test_an_end_that_moved_leads_back_to_the_same_list(client):
    process = make_process()
    last = make_contribution(process, title="Alone")
    page = client.get(address(process, f"order=fewest&kind=proposal&after=0-{last.public_id}")).content.decode()
    assert 'href="?kind=proposal&amp;order=fewest"' in page


@pytest.mark.parametrize(
    "query",
    [
        "colour=blue",
        "order=best",
        "kind=poem",
        "state=lost",
        "channel=smoke",
        "language=tlh",
        "heading=nowhere",
        "article=99",
        "question=none",
        "parent=none",
        "start=a64",
        "start=c1",
        "kind=proposal&kind=source",
        "side=left",
        "order=newest&after=x",
        "order=newest&after=1-unknown",
        "order=newest&after=9999999999999999-unknown",
        "order=newest&after=1-a&before=1-b",
        "q=" + "a" * 201,
    ],
)
def test_what_a_list_does_not_have_is_refused_with_a_sentence(client, query):
    process = make_process()
    make_contribution(process)
    response = client.get(address(process, query))
    assert response.status_code == 400
    assert re.search(r'<p class="lead">[^<]{20,}</p>', response.content.decode())


def test_empty_parameters_of_the_form_change_nothing(client):
    process = make_process()
    make_contribution(process, title="Trees")
    response = client.get(address(process, "q=&kind=&heading=&channel=&language=&state=visible&order=newest&start="))
    assert titles(response) == ["Trees"]


def test_the_number_of_results_is_exact_up_to_a_thousand_and_says_so_beyond(client, monkeypatch):
    process = make_process()
    for _n in range(3):
        make_contribution(process)
    assert "3 contributions" in client.get(address(process)).content.decode()
    monkeypatch.setattr("parvis.contributions.listing.COUNTED", 2)
    assert "More than 2 contributions" in client.get(address(process)).content.decode()


def test_a_process_not_published_shows_no_list(client):
    process = make_process(published_at=None)
    assert client.get(address(process)).status_code == 404


def fill(process, size: int) -> None:
    parent = make_contribution(process, title="Parent")
    Contribution.objects.bulk_create(
        Contribution(
            process=process,
            kind=kind,
            parent=parent if kind == "modification" else None,
            channel="web",
            title=f"{kind} {n}",
            body="Words. " * 30,
            signature="Someone",
            published_at=timezone.now(),
            agree=n % 7,
            people=n % 7,
        )
        for n in range(size)
        for kind in ("proposal", "modification")
    )


@pytest.mark.parametrize(
    "query", ["start=a17", "order=newest&kind=proposal", "order=fewest", "q=proposal&order=newest"]
)
def test_a_list_costs_the_same_for_2_rows_and_for_2000(client, query):
    """At most 8 queries, for a visitor and for someone signed in."""

    def price(process) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address(process, query)).status_code == 200
        return len(queries)

    few, many = make_process(), make_process()
    fill(few, 1)
    fill(many, 1000)
    assert price(few) == price(many) <= 8
    person = make_person()
    make_participant(few, person)
    client.force_login(person)
    client.get(address(few, query))
    assert price(few) == price(many) <= 8


@pytest.mark.parametrize("mark", ["utm_source=lettre&utm_medium=mail", "fbclid=a1", "gclid=b2", "mtm_campaign=c3"])
def test_marks_that_follow_readers_are_dropped(client, mark):
    process = make_process()
    bill = make_bill(process)
    proposal = make_contribution(process)
    page = f"/fr/p/{process.slug}"
    for address, query in (
        (f"{page}/contributions/", "kind=proposal&q=un+arbre"),
        (f"{page}/contributions/", ""),
        (f"{page}/contributions.csv", "kind=proposal"),
        (f"{page}/contributions.atom", ""),
        (f"{page}/text/{bill.articles.first().slug}/", ""),
        (f"/fr/c/{proposal.public_id}/", "arguments=newest"),
    ):
        response = client.get(f"{address}?{'&'.join(filter(None, [mark, query]))}")
        assert (response.status_code, response.url) == (302, f"{address}?{query}".rstrip("?"))
        assert not response.cookies
    assert client.get(f"{page}/contributions/?source=lettre").status_code == 400


def test_twenty_rows_weigh_less_than_thirty_kilobytes(client):
    process = make_process()
    fill(process, 30)
    assert len(client.get(address(process, language="fr")).content) < 30_000


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["proposal", "modification"])
def test_so_do_long_texts_of_a_long_bill(client, language, kind):
    process = make_process()
    words = "Rendre publics les codes sources et les données de recherche financées par l’argent public. " * 9
    bill = make_bill(process, articles=30)
    for place in range(12):
        make_heading(process, slug=f"section-{place}", kind="section", number=str(place), title={"fr": words[:90]})
    Contribution.objects.filter(process=process, kind="article").update(title=words[:90], language="fr")
    article = bill.articles.get(position=9).contribution
    for place in range(45):
        counted = {
            "people": 3066 + place,
            "agree": 2540 + place,
            "mixed": 165,
            "disagree": 361,
            "arguments_for": 104,
            "modifications": 42,
        }
        parent = article if kind == "modification" else None
        section = process.headings.all()[place % 12]
        make_contribution(
            process,
            kind,
            title=words[:80],
            body=words,
            reason=words,
            signature="Camille Aubier",
            parent=parent,
            heading=section,
            language="fr",
            sources=7,
            **counted,
        )
    first = client.get(address(process, f"kind={kind}&order=supported", language))
    after = re.search(r'rel="next" href="\?[^"]*(after=[^"&]*)', first.text)[1]
    second = client.get(address(process, f"kind={kind}&order=supported&{after}", language))
    assert max(len(page.content) for page in (first, second)) < 30_000


@pytest.mark.parametrize(
    ("body", "title", "rest"),
    [
        ("I drive bus 4. At four it is an oven.", "I drive bus 4", "At four it is an oven."),
        ("And my cows? Forty of them.", "And my cows?", "Forty of them."),
        ("No. Never, and here is why: it rains.", "No. Never, and here is why: it rains", ""),
        ("word " * 30, f"{'word ' * 20}word…", f"… {'word ' * 8}word"),
    ],
)
def test_words_without_a_title_begin_with_their_first_sentence(client, body, title, rest):
    process = make_process()
    parent = make_contribution(process)
    make_contribution(process, "argument", parent=parent, title="", body=body, side="for", language="en")
    page = client.get(address(process, "kind=argument&order=newest"))
    assert titles(page) == [title]
    assert not rest or f">{rest}</p>" in page.text


def test_an_article_is_listed_by_its_number(client):
    process = make_process()
    make_bill(process, articles=2)
    page = client.get(address(process, "kind=article&order=newest")).text
    assert '<p class="over">Article 1 ·' in page and '<p class="over">Article 2 ·' in page


def test_the_choices_stand_open_only_once_something_is_chosen(client):
    process = make_process()
    make_contribution(process)
    closed, opened = '<details class="fold"><summary>Choose', '<details class="fold" open><summary>Choose'
    assert closed in client.get(address(process, "kind=proposal&order=newest")).text
    assert opened in client.get(address(process, "kind=proposal&channel=web&order=newest")).text
    assert "Nothing of this kind yet" in client.get(address(process, "kind=source&order=newest")).text
    assert "Nothing matches" in client.get(address(process, "kind=source&q=trees&order=newest")).text


def test_names_in_another_language_say_so(client):
    process = make_process()
    make_heading(process, slug="titles", kind="section", number="2", title={"fr": "Données ouvertes"})
    bill = make_bill(process, articles=1)
    article = bill.articles.get().contribution
    make_contribution(process, title="Écrit", heading=process.headings.get(slug="titles"), language="fr")
    make_contribution(process, "modification", title="Autre", parent=article, language="fr")
    page = client.get(address(process, "order=newest")).text
    assert 'Section 2 – <span lang="fr">Données ouvertes</span>' in page
    assert f'Article 1 – <span lang="fr">{article.title}</span></a>' in page
    assert '<select id="f-heading" name="heading" lang="fr"><option value="" lang="en">All' in page
    assert 'name="kind">' in page
    assert 'lang="fr"' not in client.get(address(process, "order=newest", "fr")).text.partition("<main")[2]

"""Saying something: typed, looked at, published; changed in the open; taken back."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from parvis.contributions.forms.base import BODY, TITLE
from parvis.contributions.models import Contribution, Follow, Receipt, Report, Version
from parvis.people.models import Organisation
from parvis.search import actions as search
from parvis.texts.models import BillVersion
from tests.factories import make_bill, make_contribution, make_heading, make_person, make_process

pytestmark = pytest.mark.django_db
PROPOSAL = {"title": "Un banc à l’ombre", "body": "Sur la place, près de la fontaine.", "language": "fr"}


def new(process, kind, parent=None, **query):
    query = {**({"parent": parent.public_id} if parent else {}), **query}
    return f"/fr/p/{process.slug}/new/{kind}/" + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def of(contribution, verb):
    return f"/fr/c/{contribution.public_id}/{verb}/"


@pytest.fixture
def author(client):
    person = make_person(display_name="Alix")
    client.force_login(person)
    return person


def publish(client, url, **typed):
    response = client.post(url, {**typed, "publish": "yes"})
    assert response.status_code == 302, response.content.decode()
    return Contribution.objects.latest("pk")


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, process):
    page = client.get(new(process, "proposal"))
    assert page.status_code == 403
    assert "next=" in page.content.decode()


def test_what_a_visitor_typed_waits_for_them_to_sign_in(client, process):
    url = new(process, "proposal")
    response = client.post(url, PROPOSAL)
    assert response.url.startswith("/fr/sign-in/?next=")
    client.force_login(make_person())
    assert "près de la fontaine" in client.get(url).content.decode()


def test_a_change_typed_in_a_session_that_ended_waits_too(client, process):
    person = make_person()
    said = make_contribution(process, author=person)
    client.post(of(said, "edit"), PROPOSAL)
    client.force_login(person)
    assert "près de la fontaine" in client.get(of(said, "edit")).content.decode()


def test_a_wording_typed_in_a_session_that_ended_waits_too(client, process):
    make_bill(process, articles=1)
    url = new(process, "modification", process.contributions.get())
    client.post(
        url, {"p1": "I. – La commune plante trois arbres.", "p2": "", "p3": "", "title": "Trois", "language": "fr"}
    )
    client.force_login(make_person())
    page = client.get(url).content.decode()
    assert "trois arbres" in page and ">\n« L’arbre est arrosé" not in page  # but struck out, beside its empty field


def test_a_proposal_is_seen_before_it_is_published(client, process, author):
    page = client.post(new(process, "proposal"), {**PROPOSAL, "preview": "yes"}).content.decode()
    assert "Un banc à l’ombre" in page
    assert not Contribution.objects.exists()
    back = client.post(new(process, "proposal"), {**PROPOSAL, "change": "yes"}).content.decode()
    assert "près de la fontaine" in back


def test_a_published_proposal_is_signed_findable_and_receipted(client, process, author):
    heading, question = make_heading(process), process.questions.create(position=1, text={"fr": "Où ?"})
    said = publish(
        client,
        new(process, "proposal"),
        **PROPOSAL,
        signature="Alix B.",
        heading=heading.slug,
        question=question.public_id,
    )
    assert (said.signature, said.channel, said.heading, said.question) == ("Alix B.", "web", heading, question)
    assert Contribution.objects.filter(search.matching("bancs")).get() == said
    assert Receipt.objects.get().contributions.get() == said
    page = client.get(of(said, "received")).content.decode()
    code = Receipt.objects.get().code
    assert f"{code[:5]}-{code[5:]}" in page


def test_an_article_is_amended_in_place_paragraph_by_paragraph(client, process, author):
    make_bill(process, articles=1)
    article = process.contributions.get()
    url = new(process, "modification", article)
    page = client.get(url).content.decode()
    assert 'name="p1"' in page and 'name="p3"' in page and "La commune plante un arbre." in page
    typed = {
        "p1": "I. – La commune plante deux arbres.",
        "p2": "« L’arbre est arrosé.\n« Il est taillé.",
        "p3": "",
        "more": "",
        "title": "Deux arbres plutôt qu’un",
        "language": "fr",
    }
    preview = client.post(url, {**typed, "preview": "yes"}).content.decode()
    assert "<ins>" in preview and "<del>" in preview
    said = publish(client, url, **typed)
    assert said.base == article.body
    assert said.body.split("\n") == [
        "I. – La commune plante deux arbres.",
        "« L’arbre est arrosé.",
        "« Il est taillé.",
    ]
    article.refresh_from_db()
    assert (article.modifications, article.discussion) == (1, 1)


def test_the_deadline_of_the_chamber_stands_where_an_article_is_amended(client, process, author):
    make_bill(process, articles=1)
    BillVersion.objects.update(
        tabling_closes_at=datetime(2030, 3, 14, 16, tzinfo=UTC), tabling_source="https://example.org/delai"
    )
    article = process.contributions.get()
    assert "https://example.org/delai" in client.get(new(process, "modification", article)).content.decode()
    assert "example.org/delai" not in client.get(new(process, "argument", article)).content.decode()


@pytest.mark.parametrize("change", ["nothing", "everything", "moved"])
def test_a_wording_that_says_nothing_new_is_refused_and_kept(client, process, author, change):
    make_bill(process, articles=1)
    article = process.contributions.get()
    texts = article.body.split("\n") if change != "everything" else ["", "", ""]
    typed = {"p1": texts[0], "p2": texts[1], "p3": texts[2], "more": "", "title": "Deux arbres", "language": "fr"}
    if change == "moved":
        typed |= {"p1": "I. – Autre chose.", "seen": "0" * 16}
    page = client.post(new(process, "modification", article), {**typed, "publish": "yes"})
    assert page.status_code == 422
    assert "Deux arbres" in page.content.decode()
    assert Contribution.objects.count() == 1


def test_a_wording_of_a_text_that_changed_meanwhile_is_sent_once_compared(client, process, author):
    proposal = make_contribution(process, body="Un banc.")
    url = new(process, "modification", proposal)
    seen = client.get(url).context["form"]["seen"].value()
    Contribution.objects.filter(pk=proposal.pk).update(body="Deux bancs.")
    typed = {"title": "Trois", "p1": "Trois bancs.", "language": "fr", "publish": "yes"}
    page = client.post(url, {**typed, "seen": seen})
    assert page.status_code == 422
    again = client.post(url, {**typed, "seen": page.context["form"]["seen"].value()})
    assert again.status_code == 302
    assert Contribution.objects.get(kind="modification").base == "Deux bancs."


def test_arguments_sources_and_experiences_are_said_about_something(client, process, author):
    proposal = make_contribution(process)
    argument = publish(
        client, new(process, "argument", proposal), side="against", body="Qui l’arrosera en août ?", language="fr"
    )
    source = publish(
        client,
        new(process, "source", proposal),
        title="Relevé des chaleurs",
        link="example.org/chaleur",
        category="data",
        body="Page 12.",
        language="fr",
    )
    told = publish(
        client,
        new(process, "experience", proposal),
        title="J’ai attendu debout",
        body="Une heure, au soleil.",
        place="Place du Marché",
        wish="Un banc.",
        language="fr",
    )
    proposal.refresh_from_db()
    assert (proposal.arguments_against, proposal.sources, proposal.discussion) == (1, 1, 2)
    assert (argument.side, source.link, told.wish) == ("against", "https://example.org/chaleur", "Un banc.")


@pytest.mark.parametrize(
    ("kind", "parent_kind"),
    [
        ("argument", None),
        ("source", None),
        ("modification", None),
        ("argument", "argument"),
        ("modification", "experience"),
        ("article", None),
        ("statement", None),
        ("poem", None),
    ],
)
def test_words_that_cannot_stand_there_have_no_page(client, process, author, kind, parent_kind):
    root = make_contribution(process)
    parent = make_contribution(process, parent_kind, parent=root) if parent_kind else None
    assert client.get(new(process, kind, parent)).status_code == 404


def test_nothing_is_added_to_what_is_gone_nor_from_another_process(client, process, author):
    gone, elsewhere = make_contribution(process), make_contribution(make_process())
    Contribution.objects.filter(pk=gone.pk).update(withdrawn_at=gone.published_at)
    assert client.get(new(process, "argument", gone)).status_code == 403
    assert client.get(new(process, "argument", elsewhere)).status_code == 404


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", ""),
        ("title", "x" * (TITLE + 1)),
        ("title", "…"),
        ("body", ""),
        ("body", "\u200b\u202e \n"),
        ("body", "mot " * (BODY // 4 + 1)),
        ("body", "y" * 1_000_000),
        ("language", "xx"),
    ],
)
def test_an_error_says_how_to_fix_it_and_keeps_what_was_typed(client, process, author, field, text):
    typed = {**PROPOSAL, field: text}
    page = client.post(new(process, "proposal"), {**typed, "publish": "yes"})
    assert page.status_code == 422
    content = page.content.decode()
    assert 'id="problems"' in content
    assert PROPOSAL["body" if field != "body" else "title"] in content
    assert text[:200_000] in content or field in ("language", "body")
    if text.startswith("yyy"):
        assert text in content
    assert not Contribution.objects.exists()


def test_hostile_characters_are_taken_out(client, process, author):
    said = publish(client, new(process, "proposal"), **PROPOSAL | {"title": "Un \u202ebanc\u200b\x00 à l’ombre\u2066"})
    assert said.title == "Un banc à l’ombre"


@pytest.mark.parametrize("name", ["Camille Aubier", "CAMILLE  AUBIER", "Саmille Аubier", "M0dérateur", "Le conseil"])
def test_nobody_signs_like_whoever_decides(client, process, author, name):
    page = client.post(new(process, "proposal"), {**PROPOSAL, "signature": name, "publish": "yes"})
    assert page.status_code == 422
    assert not Contribution.objects.exists()


def test_signing_for_an_organisation_shows_it_is_being_checked(client, process, author):
    mine = Organisation.objects.create(
        name="Les Amis du parc", represents="40 voisins", interests="Aucun", declared_by=author
    )
    theirs = Organisation.objects.create(name="Autre", represents="…", interests="…", declared_by=make_person())
    url = new(process, "proposal")
    page = client.post(url, {**PROPOSAL, "organisation": mine.public_id, "preview": "yes"}).content.decode()
    assert "Les Amis du parc" in page
    said = publish(client, url, **PROPOSAL, organisation=mine.public_id)
    assert said.organisation == mine
    assert client.post(url, {**PROPOSAL, "organisation": theirs.public_id, "publish": "yes"}).status_code == 422


def test_what_others_said_that_is_close_is_shown_while_typing_and_before_publishing(client, process, author):
    close = make_contribution(process, title="Des bancs à l’ombre sur la place", body="Près de la fontaine.")
    hidden = make_contribution(process, title="Un banc à l’ombre de la place", body="Fontaine.")
    Contribution.objects.filter(pk=hidden.pk).update(hidden_at=hidden.published_at)
    part = client.get(
        f"/fr/p/{process.slug}/similar/", {"title": "banc ombre place", "kind": "proposal"}
    ).content.decode()
    assert close.public_id in part and hidden.public_id not in part
    page = client.post(new(process, "proposal"), {**PROPOSAL, "preview": "yes"}).content.decode()
    assert close.public_id in page


def test_an_author_changes_their_words_in_the_open(client, process, author):
    said = publish(client, new(process, "proposal"), **PROPOSAL)
    assert PROPOSAL["body"] in client.get(of(said, "edit")).content.decode()
    changed = PROPOSAL | {"body": "Sur la place, devant l’école."}
    assert "<ins>" in client.post(of(said, "edit"), {**changed, "preview": "yes"}).content.decode()
    client.post(of(said, "edit"), {**changed, "publish": "yes"})
    said.refresh_from_db()
    assert said.body == "Sur la place, devant l’école."
    assert said.edited_at
    assert Version.objects.get().body == PROPOSAL["body"]


def test_all_that_an_experience_said_before_is_kept(client, process, author):
    typed = {"title": "J’ai attendu debout", "body": "Une heure.", "place": "Ici", "wish": "Un banc.", "language": "fr"}
    said = publish(client, new(process, "experience"), **typed)
    client.post(of(said, "edit"), {**typed, "wish": "Deux bancs.", "publish": "yes"})
    version = Version.objects.get()
    assert (version.wish, version.place) == ("Un banc.", "Ici")


@pytest.mark.parametrize("verb", ["edit", "withdraw", "received"])
def test_nobody_touches_the_words_of_another(client, process, author, verb):
    theirs = make_contribution(process, author=make_person())
    assert client.get(of(theirs, verb)).status_code == 403
    if verb != "received":
        assert client.post(of(theirs, verb), {**PROPOSAL, "publish": "yes"}).status_code == 403
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None


def test_an_author_takes_their_words_back_after_being_asked(client, process, author):
    parent = make_contribution(process)
    said = publish(client, new(process, "argument", parent), side="for", body="Il fera plus frais.", language="fr")
    assert client.get(of(said, "withdraw")).status_code == 200
    said.refresh_from_db()
    assert said.withdrawn_at is None  # asking changes nothing
    for _twice in range(2):
        client.post(of(said, "withdraw"))
    said.refresh_from_db()
    parent.refresh_from_db()
    assert said.withdrawn_at
    assert (parent.arguments_for, parent.discussion) == (0, 0)
    assert not Contribution.objects.filter(search.matching("frais")).exists()


def test_words_can_be_taken_back_after_the_close_but_not_changed(client, author):
    process = make_process(open=False)
    said = make_contribution(process, author=author)
    assert client.get(of(said, "edit")).status_code == 403
    client.post(of(said, "withdraw"))
    said.refresh_from_db()
    assert said.withdrawn_at


def test_a_reader_tells_the_moderators_with_a_reason(client, process, author):
    said = make_contribution(process)
    page = client.post(of(said, "report"), {"ground": "", "words": "Il donne mon adresse."})
    assert page.status_code == 422
    assert "Il donne mon adresse." in page.content.decode()
    client.post(of(said, "report"), {"ground": "private", "words": "Il donne mon adresse."})
    report = Report.objects.get()
    assert (report.person, report.ground) == (author, "private")
    assert not mail.outbox


def test_one_follows_and_no_longer(client, process, author):
    said = make_contribution(process)
    for url in (of(said, "follow"), f"/fr/p/{process.slug}/follow/"):
        for _twice in range(2):
            client.post(url, {"wanted": "yes"})
    assert Follow.objects.count() == 2
    client.post(of(said, "follow"), {"wanted": "no"})
    assert Follow.objects.get().process == process


def test_coming_back_never_leads_to_another_site(client, process, author):
    said = make_contribution(process)
    response = client.post(of(said, "follow"), {"wanted": "yes", "next": "https://elsewhere.example/"})
    assert response.url == f"/fr/c/{said.public_id}/"


def test_a_closed_process_takes_no_words(client, author):
    process = make_process(open=False)
    assert client.get(new(process, "proposal")).status_code == 403
    assert client.post(new(process, "proposal"), {**PROPOSAL, "publish": "yes"}).status_code == 403

"""The five-minute path: no account, no cookie before the first answer, the code last, nothing lost."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from parvis.contributions.models import Consent, Contribution, Follow, Participant, Receipt, Stance
from parvis.contributions.path_steps import steps
from parvis.people.models import Person
from parvis.people.second_factor import current_code
from parvis.processes.models import Phase
from tests.factories import make_bill, make_contribution, make_person, make_process, make_staff

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True, headers=OURS)


def path(process, *rest):
    return "/".join([f"/fr/p/{process.slug}/five-minutes", *map(str, rest), ""])


def step(process, contribution):
    return path(process, "a0", contribution.public_id)


def articles_of(process):
    return list(process.contributions.filter(kind="article").order_by("article__position"))


def code_in_the_mail():
    return re.search(r"\d{4} ?\d{4}", mail.outbox[-1].body)[0]


def finish(visitor, process, **ending):
    asked = visitor.post(
        path(process, "review"), {"email": "alix@example.org", "consent": "on", "once": "the-review-key", **ending}
    )
    assert asked.url == path(process, "code")
    return visitor.post(path(process, "code"), {"typed": code_in_the_mail(), "once": "the-code-key"})


def test_no_cookie_before_the_first_answer_then_one_for_a_day(visitor):
    process = make_process()
    make_bill(process)
    first = articles_of(process)[0]
    for page in (path(process), step(process, first), path(process, "review")):
        response = visitor.get(page)
        assert response.status_code == 200
        assert not response.cookies
    response = visitor.post(step(process, first), {"value": "agree"})
    assert list(response.cookies) == [settings.SESSION_COOKIE_NAME]
    assert int(response.cookies[settings.SESSION_COOKIE_NAME]["max-age"]) == 24 * 3600


def test_a_visitor_goes_through_the_articles_and_the_code_comes_last(visitor):
    process = make_process()
    make_bill(process, articles=3)
    one, two, three = articles_of(process)
    begun = visitor.get(path(process, "start"))
    point = re.search(r"five-minutes/([ab]\d+)/", begun.url)[1]
    assert begun.url == path(process, point, one.public_id)
    following = visitor.post(begun.url, {"value": "agree"})
    assert following.url == f"{path(process, point, two.public_id)}?kept={one.public_id}"
    visitor.post(path(process, point, two.public_id), {"value": "disagree", "words": "Deux arbres suffiraient."})
    ended = visitor.post(path(process, point, three.public_id), {"value": "pass"})
    assert ended.url == path(process, "review")
    assert not Stance.objects.exists() and not Person.objects.exists()

    thanks = finish(visitor, process, signature="Alix", follow="on")
    assert thanks.url == path(process, "receipt")
    assert dict(Stance.objects.values_list("contribution_id", "value")) == {
        one.pk: "agree",
        two.pk: "disagree",
        three.pk: "pass",
    }
    argument = Contribution.objects.get(kind="argument")
    assert (argument.side, argument.parent, argument.signature) == ("against", two, "Alix")
    receipt = Receipt.objects.get()
    assert (receipt.answers, receipt.contributions.get()) == (3, argument)
    assert Consent.objects.get().participant == receipt.participant
    assert Follow.objects.get().process == process

    page = visitor.get(thanks.url).content.decode()
    assert f"{receipt.code[:5]}-{receipt.code[5:]}" in page
    assert "Camille Aubier" in page  # who reads this


def test_each_page_says_what_the_article_changes_before_its_words(visitor):
    process = make_process()
    make_bill(process)
    article = articles_of(process)[0]
    make_contribution(process, "argument", parent=article, side="for", body="L’ombre rafraîchit.", title="")
    page = visitor.get(step(process, article)).content.decode()
    assert page.index("Chaque commune plante.") < page.index("La commune plante un arbre")
    assert "L’ombre rafraîchit." in page
    assert page.count("csrfmiddlewaretoken") == 0


def test_one_may_go_back_and_change(visitor):
    process = make_process()
    make_bill(process)
    article = articles_of(process)[0]
    visitor.post(step(process, article), {"value": "agree"})
    page = visitor.get(step(process, article)).content.decode()
    assert 'value="agree" aria-pressed="true"' in page
    visitor.post(step(process, article), {"value": "mixed"})
    finish(visitor, process)
    assert Stance.objects.get().value == "mixed"


def test_stopping_halfway_keeps_what_was_said_once_confirmed(visitor):
    process = make_process()
    make_bill(process, articles=3)
    visitor.post(step(process, articles_of(process)[0]), {"value": "agree"})
    finish(visitor, process)
    assert Stance.objects.count() == 1


@pytest.mark.parametrize(
    ("value", "sort", "kind", "side"),
    [
        ("agree", "", "argument", "for"),
        ("disagree", "", "argument", "against"),
        ("disagree", "for", "argument", "for"),
        ("mixed", "idea", "proposal", ""),
        ("pass", "lived", "experience", ""),
        ("", "lived", "experience", ""),
    ],
)
def test_words_said_on_the_way_become_what_they_are(visitor, value, sort, kind, side):
    process = make_process()
    make_bill(process)
    article = articles_of(process)[0]
    words = "Au parc des Lilas, les bancs sont tous au soleil. Personne n’y reste l’été."
    visitor.post(step(process, article), {"value": value, "words": words, "sort": sort})
    finish(visitor, process)
    said = Contribution.objects.exclude(kind="article").get()
    assert (said.kind, said.side, said.body, said.parent) == (kind, side, words, article)
    if kind == "proposal":
        assert said.title == "Au parc des Lilas, les bancs sont tous au soleil"
    assert Stance.objects.count() == (1 if value else 0)


def test_mixed_words_must_say_what_they_are_and_nothing_typed_is_lost(visitor):
    process = make_process()
    make_bill(process)
    article = articles_of(process)[0]
    page = visitor.post(step(process, article), {"value": "mixed", "words": "Cela dépend des quartiers."})
    assert page.status_code == 422
    assert "Cela dépend des quartiers." in page.content.decode()


@pytest.mark.parametrize(("go", "to"), [("back", 0), ("next", 2), ("stop", None)])
def test_going_on_keeps_what_was_typed(visitor, go, to):
    process = make_process()
    make_bill(process, articles=3)
    articles = articles_of(process)
    words = {"words": "Cela dépend des quartiers.", "go": go}
    unsorted = visitor.post(step(process, articles[1]), words)
    assert unsorted.status_code == 422
    assert "Cela dépend des quartiers." in unsorted.text
    response = visitor.post(step(process, articles[1]), {**words, "sort": "idea"})
    kept = f"?kept={articles[1].public_id}"
    assert response.url == (path(process, "review") if to is None else step(process, articles[to]) + kept)
    assert "Cela dépend des quartiers." in visitor.get(step(process, articles[1])).text


@pytest.mark.parametrize("value", ["", "agree"])
def test_going_on_without_a_word_changes_nothing(visitor, value):
    process = make_process()
    make_bill(process, articles=3)
    first, second, _third = articles_of(process)
    if value:
        visitor.post(step(process, first), {"value": value})
    response = visitor.post(step(process, first), {"go": "next"})
    assert response.url == step(process, second)
    assert not response.cookies
    assert bool(visitor.cookies) == bool(value)


def test_a_button_on_a_public_page_begins_the_path_with_that_answer(visitor):
    process = make_process()
    make_bill(process)
    proposal = make_contribution(process)
    response = visitor.post(f"/fr/c/{proposal.public_id}/stance/", {"value": "disagree"})
    assert re.fullmatch(rf"{path(process)}[ab]\d+/{proposal.public_id}/\?kept={proposal.public_id}", response.url)
    again = visitor.post(f"/fr/c/{articles_of(process)[0].public_id}/stance/", {"value": "agree"})
    assert again.status_code == 302  # with the cookie now, and still no token: the page it comes from is public
    finish(visitor, process)
    assert sorted(Stance.objects.values_list("value", flat=True)) == ["agree", "disagree"]


def test_another_site_cannot_answer_for_a_visitor():
    process = make_process()
    proposal = make_contribution(process)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}):
        visitor = Client(enforce_csrf_checks=True, headers=headers)
        assert visitor.post(f"/fr/c/{proposal.public_id}/stance/", {"value": "agree"}).status_code == 403


def test_the_same_person_counts_once_by_the_path_and_on_the_page(visitor, client):
    process = make_process()
    make_bill(process)
    article = articles_of(process)[0]
    person = make_person("alix@example.org")
    client.force_login(person)
    client.post(f"/fr/c/{article.public_id}/stance/", {"value": "agree", "consent": "yes"})
    visitor.post(step(process, article), {"value": "disagree"})
    finish(visitor, process)
    assert Participant.objects.count() == 1
    assert Stance.objects.get().value == "disagree"


def test_a_wrong_code_keeps_the_answers(visitor):
    process = make_process()
    make_bill(process)
    visitor.post(step(process, articles_of(process)[0]), {"value": "agree"})
    visitor.post(path(process, "review"), {"email": "alix@example.org", "consent": "on"})
    right = code_in_the_mail()
    wrong = visitor.post(path(process, "code"), {"typed": "00000000" if "0000" not in right else "11111111"})
    assert wrong.status_code == 422
    assert visitor.post(path(process, "code"), {"typed": right}).url == path(process, "receipt")
    assert Stance.objects.count() == 1


def test_without_the_consent_nothing_is_sent(visitor):
    process = make_process()
    make_bill(process)
    visitor.post(step(process, articles_of(process)[0]), {"value": "agree"})
    page = visitor.post(path(process, "review"), {"email": "alix@example.org"})
    assert page.status_code == 422
    assert "alix@example.org" in page.content.decode()
    assert not mail.outbox


def test_whoever_is_signed_in_confirms_without_a_code(client):
    process = make_process()
    make_bill(process)
    client.force_login(make_person())
    client.post(step(process, articles_of(process)[0]), {"value": "agree"})
    assert not Stance.objects.exists()
    for _double_click in range(2):
        response = client.post(path(process, "review"), {"consent": "on", "once": "the-review-key"})
    assert response.url == path(process, "receipt")
    assert Stance.objects.count() == Receipt.objects.count() == 1


def test_a_consent_given_before_the_second_factor_is_recorded_with_the_answers(visitor):
    process = make_process()
    make_bill(process)
    staff = make_staff("moderator")
    visitor.post(step(process, articles_of(process)[0]), {"value": "agree"})
    assert finish(visitor, process, email=staff.email).url == reverse("mfa_authenticate")
    visitor.handler.enforce_csrf_checks = False
    visitor.post(reverse("mfa_authenticate"), {"code": current_code(staff)})
    visitor.post(path(process, "review"), {"once": "the-last-key"})
    assert Stance.objects.get().participant == Consent.objects.get(withdrawn_at=None).participant


def test_what_was_hidden_meanwhile_is_left_out_and_said_so(visitor):
    process = make_process()
    make_bill(process)
    kept, gone = articles_of(process)[:2]
    for article in (kept, gone):
        visitor.post(step(process, article), {"value": "agree"})
    Contribution.objects.filter(pk=gone.pk).update(hidden_at=gone.published_at)
    assert gone.title not in visitor.get(path(process, "review")).text
    finish(visitor, process)
    assert Stance.objects.get().contribution == kept
    page = visitor.get(path(process, "receipt").replace("/fr/", "/en/")).content.decode()
    assert "1 answer was left out" in page


def test_a_process_that_closed_meanwhile_records_nothing(visitor):
    process = make_process()
    make_bill(process)
    article = articles_of(process)[0]
    visitor.post(step(process, article), {"value": "agree"})
    visitor.post(path(process, "review"), {"email": "alix@example.org", "consent": "on"})
    Phase.objects.update(closes_at=article.published_at)
    assert visitor.post(path(process, "code"), {"typed": code_in_the_mail()}).status_code == 403
    assert not Stance.objects.exists()


def test_everything_can_be_forgotten(visitor):
    process = make_process()
    make_bill(process)
    visitor.post(step(process, articles_of(process)[0]), {"value": "agree"})
    visitor.post(path(process, "forget"))
    assert (
        settings.SESSION_COOKIE_NAME not in visitor.cookies or not visitor.cookies[settings.SESSION_COOKIE_NAME].value
    )


def test_one_answer_can_be_removed_before_sending(visitor):
    process = make_process()
    make_bill(process)
    one, two = articles_of(process)[:2]
    for article in (one, two):
        visitor.post(step(process, article), {"value": "agree"})
    visitor.post(path(process, "review"), {"drop": two.public_id})
    finish(visitor, process)
    assert Stance.objects.get().contribution == one


def test_a_long_bill_is_drawn_from_and_a_visit_keeps_its_draw(visitor):
    process = make_process()
    make_bill(process, articles=20)
    asked = drawn(process, "a17")
    assert len(asked) == 8
    in_the_text = [article.public_id for article in articles_of(process)]
    assert asked == sorted(asked, key=in_the_text.index) == drawn(process, "a17")


def drawn(process, point):
    return steps(process, point).ids


def test_without_a_bill_proposals_are_drawn(visitor):
    process = make_process()
    for _n in range(10):
        make_contribution(process)
    assert len(set(drawn(process, "b63"))) == 8
    assert visitor.get(visitor.get(path(process, "start")).url).status_code == 200


@pytest.mark.parametrize("address", ["z9/abc/", "a99/abc/", "a0/nothing/"])
def test_an_address_that_does_not_exist_says_so(visitor, address):
    process = make_process()
    make_bill(process)
    assert visitor.get(f"{path(process)}{address}").status_code == 404


def test_a_start_that_does_not_exist_is_refused(visitor):
    process = make_process()
    make_bill(process)
    assert visitor.get(path(process, "a99", articles_of(process)[0].public_id)).status_code == 400


def test_a_closed_process_says_so_instead_of_asking(visitor):
    process = make_process(open=False)
    make_bill(process)
    assert visitor.get(path(process)).status_code == 403


def test_a_process_without_anything_to_answer_says_so(visitor):
    process = make_process()
    assert visitor.get(path(process)).status_code == 200
    assert visitor.get(path(process, "start")).url == path(process)

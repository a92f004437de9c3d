"""Words of a public process are put right in the open; what was promised is not touched under that name."""

import json

import pytest
from django.urls import reverse

from parvis.access import verdict
from parvis.ledger.models import Entry
from parvis.processes import actions, corrections
from parvis.processes.models import Correction, Process
from parvis.ui.translated import Translated
from tests.factories import make_person, make_process, make_staff

pytestmark = pytest.mark.django_db
MOTIVE = Translated({"en": "A letter was missing."})
NEVER = {
    *("link", "decider_name", "decider_function", "decider_body", "decision_on", "answer_rule", "answer_threshold"),
    *("threshold_motive", "promise_days", "expected_audience", "verification", "signed_by", "signed_on"),
}


def passage(process, name):
    return next(one for one in corrections.passages(process) if one.name == name)


@pytest.fixture
def process():
    process = make_process(title={"en": "Where to plnt?", "fr": "Où planter ?"})
    process.pact.negotiable = {"en": "Streets\nSpecies"}
    process.pact.clauses = {"options": {"en": "Twelve oaks\nNothing"}}
    process.pact.link = "concertation"
    process.pact.save()
    return process


def correct(client, process, name, **sent):
    return client.post(f"/en/desk/p/{process.slug}/corrections/{name}/", {"motive_en": "A slip.", **sent})


def test_new_words_are_public_and_the_former_ones_stay_under_the_pact(client, process):
    organiser = make_staff("organiser", display_name="Nadège Caillebot")
    client.force_login(organiser)
    sent = {"words_en": "Where to plant?", "words_fr": "Où planter ?"}
    assert correct(client, process, "title", **sent)["Location"] == f"/en/desk/p/{process.slug}/pact/"
    client.logout()
    page = client.get(f"/en/p/{process.slug}/pact/").text
    assert "<h1>Where to plant?</h1>" in page
    assert "by Nadège Caillebot" in page and "A slip." in page
    assert "plnt" in page.split("<del>")[1].split("</del>")[0]
    assert "put right" in client.get(f"/en/p/{process.slug}/").text
    entry = json.loads(Entry.objects.get(act="process.corrected").record)
    assert entry["body"] == {
        "of": "title",
        "before": {"en": "Where to plnt?", "fr": "Où planter ?"},
        "after": {"en": "Where to plant?", "fr": "Où planter ?"},
        "motive": {"en": "A slip."},
    }
    assert "Caillebot" not in str(entry)


def test_a_correction_without_a_motive_is_refused_and_keeps_what_was_typed(client, process):
    client.force_login(make_staff("organiser"))
    page = correct(client, process, "title", words_en="Where to plant?", motive_en="")
    assert page.status_code == 422
    assert "Write the public reason" in page.text and "Where to plant?" in page.text
    assert not Correction.objects.exists()
    with pytest.raises(actions.Forbidden):
        actions.correct(passage(process, "title"), words=Translated({"en": "New"}), motive=Translated(), by=None)


def test_what_was_signed_changes_by_its_spelling_only(client, process):
    client.force_login(make_staff("organiser"))
    refused = correct(client, process, "negotiable", words_en="Streets\nSpecies\nBenches")
    assert refused.status_code == 409 and "L05" in refused.text
    with pytest.raises(actions.Forbidden):
        actions.correct(
            passage(process, "clause-options"), words=Translated({"en": "Ten oaks\nNothing"}), motive=MOTIVE, by=None
        )
    assert correct(client, process, "clause-options", words_en="Twelve oaks.\nNothing").status_code == 302
    process.pact.refresh_from_db()
    assert str(process.pact.negotiable) == "Streets\nSpecies"
    assert process.pact.clauses == {"options": {"en": "Twelve oaks.\nNothing"}}


def test_the_link_the_decider_and_the_promises_are_not_passages(process):
    assert not NEVER & {one.field for one in corrections.passages(process)}


@pytest.mark.parametrize("name", sorted(NEVER))
def test_no_address_touches_them(client, process, name):
    client.force_login(make_staff("organiser"))
    assert client.get(f"/en/desk/p/{process.slug}/corrections/{name}/").status_code == 404


def test_a_question_and_the_address_of_a_document_are_put_right(client, process):
    question = process.questions.create(position=1, text={"en": "Which street?"})
    paper = process.documents.create(position=1, title={"en": "The plan"}, url="https://example.org/plan")
    client.force_login(make_staff("organiser"))
    correct(client, process, f"question-{question.public_id}", words_en="Which streets?")
    assert correct(client, process, f"document-{paper.pk}-url", words="plan").status_code == 422
    correct(client, process, f"document-{paper.pk}-url", words="https://example.org/the-plan")
    question.refresh_from_db()
    paper.refresh_from_db()
    assert (str(question.text), paper.url) == ("Which streets?", "https://example.org/the-plan")
    assert [one.correction.of for one in corrections.told(process)] == [
        f"document-{paper.pk}-url",
        f"question-{question.public_id}",
    ]


def test_the_same_words_are_no_correction(client, process):
    client.force_login(make_staff("organiser"))
    same = {"words_en": "Where to plnt?", "words_fr": "Où planter ?"}
    assert "words of today" in correct(client, process, "title", **same).text
    assert actions.correct(passage(process, "title"), words=process.title, motive=MOTIVE, by=None) is None


def test_only_an_organiser_corrects_and_only_what_is_public_and_goes_on(process):
    organiser = make_staff("organiser")
    assert verdict(organiser, "processes.correct", process)
    for other in (make_person(), make_staff("moderator"), make_staff("organiser", second_factor=False)):
        assert not verdict(other, "processes.correct", process)
    refusal = verdict(organiser, "processes.correct", make_process(slug="draft", published_at=None))
    assert refusal.way_out[1] == reverse("processes:edit", args=["draft"])
    actions.stop_process(process, reason="The law changed.")
    assert not verdict(organiser, "processes.correct", Process.objects.get(pk=process.pk))


def test_the_name_goes_with_the_account(client, process):
    organiser = make_staff("organiser", display_name="Nadège Caillebot")
    actions.correct(passage(process, "title"), words=Translated({"en": "Where?"}), motive=MOTIVE, by=organiser)
    Correction.objects.update(corrected_by=None)
    assert "by the organiser" in client.get(f"/en/p/{process.slug}/pact/").text

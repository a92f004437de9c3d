"""What the instance holds about a person: all of it, and nothing of anyone else's."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise

from parvis.contributions import actions
from parvis.contributions.models import Contribution, Participant
from parvis.exchange.my_data import as_document, participants
from parvis.exchange.my_data_tables import TABLES
from parvis.exchange.my_data_words import COLUMNS, coded, field_of, in_words
from parvis.people.models import Organisation, Person
from parvis.processes.models import Correction
from tests.factories import make_contribution, make_person, make_process
from tests.people.signing_in import grow_old, signed_in

pytestmark = pytest.mark.django_db


def relations_to(*targets) -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in targets
    }


def test_every_table_that_points_to_people_or_participants_is_in_the_download():
    assert relations_to(Person, Participant) <= {table.relation for table in TABLES}


def test_every_column_exists_and_has_words():
    for table in TABLES:
        list(table.rows([]))
        assert set(table.columns) <= set(COLUMNS), table.key


def codes_of(field) -> set:
    """What a field may hold, when it is one of a few codes: its choices, and what the database checks."""
    checked = [constraint.condition for constraint in field.model._meta.constraints if hasattr(constraint, "condition")]
    found = {code for code, _words in field.flatchoices}
    for condition in filter(None, checked):
        for name, value in (child for child in condition.flatten() if isinstance(child, tuple)):
            found |= set(value) if name == f"{field.name}__in" else set()
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_code_has_words_in_the_language_of_the_reader(language):
    seen = set()
    with translation.override(language):
        for table in TABLES:
            for column in table.columns:
                field = field_of(table.model, column)
                for code in codes_of(field):
                    told = in_words(table.model, column, code)
                    assert isinstance(told, Promise), f"{table.key} {column} {code}: say it in words"
                    assert str(told) and str(told) != code
                    seen.add(column)
    assert {"kind", "channel", "value", "edition__pace", "purpose", "type", "role", "ground", "side"} <= seen


def test_words_stand_beside_codes_on_the_page_and_in_the_file():
    mine = signed_in(a_life("claire"))
    page = mine.get(reverse("exchange:my_data")).text
    for word, code in (("Mitigé", "mixed"), ("Français", "fr"), ("En ligne", "web")):
        assert f'<dd>{word} <code class="small soft">{code}</code></dd>' in page
    document = mine.get(reverse("exchange:my_data_file")).json()
    assert (document["stances"][0]["value"], document["stances"][0]["value_words"]) == ("mixed", "Mitigé")
    assert (document["account"]["language"], document["account"]["language_words"].lower()) == ("fr", "français")


def test_a_passage_put_right_is_named_in_words():
    for of in ("title", "summary", "negotiable", "phase-contributions", "question-abc", "document-3-title"):
        assert in_words(Correction, "of", of), of


def a_life(name: str) -> Person:
    """A person who did a bit of everything, their name in every text."""
    person = make_person(f"{name}@example.org", display_name=name)
    process = make_process(slug=f"process-{name}")
    proposal = make_contribution(process, author=person, title=f"{name} proposes", signature=name)
    actions.edit(proposal, body=f"{name} changes")
    participant = actions.join(process=process, person=person, channel="web")
    actions.give_consent(participant=participant, channel="web")
    actions.take_stance(contribution=proposal, participant=participant, value="agree", channel="web")
    actions.take_stance(contribution=proposal, participant=participant, value="mixed", channel="web")
    actions.issue_receipt(participant=participant, channel="web", contributions=[proposal])
    Organisation.objects.create(name=f"{name} & Co", represents=name, interests=name, declared_by=person)
    return person


def test_it_holds_everything_of_the_person_and_nothing_of_others():
    claire, omar = a_life("claire"), a_life("omar")
    text = json.dumps(as_document(claire), cls=DjangoJSONEncoder)
    document = json.loads(text)
    assert document["account"]["email"] == "claire@example.org" and "omar" not in text
    held = {"contributions", "versions", "stances", "former_stances", "consents", "receipts", "organisations"}
    assert all(document[key] for key in held | {"participations"})
    assert document["stances"][0]["value"] == "mixed" and document["former_stances"][0]["value"] == "agree"
    assert not set(participants(claire)) & set(participants(omar))


def test_former_versions_hold_all_that_was_said():
    person = make_person()
    said = make_contribution(make_process(), "experience", author=person, place="Rue du Port", wish="Un abri.")
    actions.edit(said, place="", wish="")
    (version,) = as_document(person)["versions"]
    assert (version["place"], version["wish"]) == ("Rue du Port", "Un abri.")


def test_the_title_of_what_was_hidden_is_given_to_nobody():
    person, process = make_person(), make_process()
    me = actions.join(process=process, person=person, channel="web")
    for title, gone in (("Read by all", None), ("Hidden", "hidden_at"), ("Taken back", "withdrawn_at")):
        proposal = make_contribution(process, title=title)
        actions.take_stance(contribution=proposal, participant=me, value="agree", channel="web")
        if gone:
            Contribution.objects.filter(pk=proposal.pk).update(**{gone: timezone.now()})
    assert [row["contribution__title"] for row in as_document(person)["stances"]] == ["Read by all", "", ""]


def test_those_counted_together_come_together():
    person, process = make_person(), make_process()
    kept = actions.join(process=process, person=person, channel="web")
    on_paper = actions.join_unchecked(process=process, channel="paper")
    actions.merge(kept=kept, absorbed=on_paper)
    assert set(participants(person)) == {kept, on_paper}


@pytest.mark.parametrize("name", ["exchange:my_data", "exchange:my_data_file"])
def test_pages_give_it_to_its_owner_after_a_recent_proof(name, client):
    with translation.override("en"):
        person = a_life("claire")
        a_life("omar")
        mine = signed_in(person)
        page = mine.get(reverse(name))
        assert page.status_code == 200 and "claire proposes" in page.text and "omar" not in page.text
        grow_old(mine)
        assert mine.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))
        assert client.get(reverse(name)).status_code == 403


def test_the_format_is_documented_field_by_field():
    page = (Path(__file__).parents[2] / "docs" / "formats" / "my-data.md").read_text()
    for table in TABLES:
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{table.key}` |")]
        assert line.endswith(f"| {', '.join(f'`{column}`' for column in table.columns)} |")
    every = {column for table in TABLES for column in coded(table.model, table.columns)}
    (line,) = [line for line in page.splitlines() if line.startswith("Fields that hold a code: ")]
    assert line == f"Fields that hold a code: {', '.join(f'`{column}`' for column in sorted(every))}."

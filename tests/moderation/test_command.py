"""parvis moderate: the same acts and the same refusals as the pages."""

import pytest

from parvis.contributions.models import Contribution
from parvis.ledger.models import Entry
from tests.factories import make_contribution, make_person, make_process, make_staff

pytestmark = pytest.mark.django_db
WHY = "It gives the telephone number of a neighbour."


def test_words_are_hidden_and_shown_again_by_a_moderator(terminal, client):
    said, moderator = make_contribution(make_process(), agree=3, people=3), make_staff("moderator")
    by = ("--by", moderator.email)
    assert terminal("moderate", "hide", said.public_id, "--ground", "private", "--reason", WHY, *by)[0] == 0
    assert WHY in client.get(f"/en/p/{said.process.slug}/bin/").text
    assert said.moderation.get().moderator == moderator
    assert "Write the public reason." in terminal("moderate", "show", said.public_id, *by)[1]
    assert terminal("moderate", "show", said.public_id, "--reason", "The number is a public one.", *by)[0] == 0
    said.refresh_from_db()
    assert said.hidden_at is None and (said.agree, said.people) == (3, 3)
    assert "already" in terminal("moderate", "show", said.public_id, "--reason", WHY, *by)[1]


def test_nobody_else_hides_anything(terminal):
    said = make_contribution(make_process())
    for address in ("nobody@example.org", make_person().email, make_staff("organiser").email):
        status, _told = terminal(
            "moderate", "hide", said.public_id, "--ground", "private", "--reason", WHY, "--by", address
        )
        assert status == 1
    assert Contribution.objects.get(pk=said.pk).hidden_at is None


def test_L12_the_command_deletes_nothing_and_hides_nothing_without_a_reason(terminal):
    said, moderator = make_contribution(make_process()), make_staff("moderator")
    hide = ("hide", said.public_id, "--ground", "private", "--by", moderator.email)
    for words in (("delete", said.public_id), hide):
        status, told = terminal("moderate", *words)
        assert status == 2 and told.startswith("L12")
    assert Contribution.objects.get(pk=said.pk).hidden_at is None
    assert Entry.objects.filter(act="action.blocked").count() == 2

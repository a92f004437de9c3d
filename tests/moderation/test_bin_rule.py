"""Rule L12: a contribution is never deleted; it goes to the public bin with a reason, and its author can contest."""

import pytest

from parvis.contributions.models import Contribution
from parvis.moderation import actions
from parvis.processes.blocks import Blocked
from tests.factories import make_contribution, make_person, make_process, make_staff
from tests.house_rules.test_routes import ROUTES

pytestmark = pytest.mark.django_db


def test_L12_what_is_hidden_stays_in_the_public_bin_with_its_reason_and_its_counts(client):
    author = make_person()
    said = make_contribution(make_process(), author=author, agree=3, people=3)
    actions.hide(
        contribution=said, moderator=make_staff("moderator"), ground="elsewhere", reason="It is about football."
    )
    said.refresh_from_db()
    assert said.hidden_at and (said.agree, said.people) == (3, 3)
    page = client.get(f"/en/p/{said.process.slug}/bin/").text
    assert "It is about football." in page
    assert actions.contest(decision=said.moderation.get(), words="It is about the stadium of the text.").pk


def test_L12_nothing_is_hidden_without_a_reason():
    said = make_contribution(make_process())
    with pytest.raises(Blocked) as refusal:
        actions.hide(contribution=said, moderator=make_staff("moderator"), ground="elsewhere", reason=" ")
    assert refusal.value.code == "L12"
    assert Contribution.objects.get().hidden_at is None


def test_L12_no_address_deletes_a_contribution():
    assert not [name for name in ROUTES if name.startswith(("contributions:", "moderation:")) and "delete" in name]

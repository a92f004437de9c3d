"""Where people arrive after signing in: staff at their work, everyone else at what they said."""

import pytest
from allauth.account.adapter import get_adapter
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("roles", "place"),
    [
        ([], "site:me"),
        (["organiser"], "processes:desk"),
        (["clerk", "moderator"], "moderation:queue"),
        (["clerk"], "channels:counter"),
        (["operator"], "people:staff"),
        (["decider"], "decisions:owed"),
        (["guarantor"], "synthesis:disputes"),
    ],
)
def test_staff_arrive_at_their_work(rf, roles, place):
    request = rf.get("/")
    request.user = factories.make_staff(*roles) if roles else factories.make_person()
    assert get_adapter().get_login_redirect_url(request) == reverse(place)

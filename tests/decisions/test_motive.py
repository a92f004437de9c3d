"""Rule L10: the database itself takes no answer without its motive."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from parvis.decisions.models import Answer
from parvis.processes.models import Office
from tests.factories import make_contribution, make_process

pytestmark = pytest.mark.django_db
WHOLE = {"status": "kept_fully", "reason": "We keep it. " * 8, "place": "Article 1", "signed_by": "C. Aubier"}


def answer(**fields) -> Answer:
    return Answer.objects.create(
        contribution=make_contribution(make_process()),
        office=Office.objects.create(slug="parks", name={"en": "Parks"}),
        published_at=timezone.now(),
        **WHOLE | fields,
    )


def test_L10_an_answer_with_its_status_its_reason_and_its_place_is_taken():
    assert answer().pk


@pytest.mark.parametrize(
    "lack",
    [{"status": "later"}, {"reason": "x" * 79}, {"place": ""}, {"status": "not_kept", "ground": ""}],
    ids=["a status", "80 characters", "a place", "a ground"],
)
def test_L10_the_database_refuses_an_answer_that_lacks(lack):
    with pytest.raises(IntegrityError):
        answer(**lack)

"""Several people and several nights at the same instant: nobody is overwritten, nothing is published twice."""

import pytest

from parvis.answer_desk import actions
from parvis.answer_desk.models import Draft
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.ledger.models import Entry
from tests.channels.test_together import all_at_once

from .conftest import REASON, said, supported
from .test_drafts import signed

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_people_who_save_at_once_keep_one_text_and_tell_the_others(contribution, office, writer, shared_database):
    def saving(n):
        def call():
            about = Contribution.objects.select_related("process").get(pk=contribution.pk)
            return actions.save_draft(about=about, seen=0, by=writer, **said(office, reason=f"{n}. {REASON}"))

        return call

    results = all_at_once([saving(n) for n in range(8)])
    assert sum(isinstance(result, Draft) for result in results) == 1
    assert sum(isinstance(result, actions.Overtaken) for result in results) == 7
    assert shared_database(lambda: Draft.objects.get().version) == 1


def test_four_nights_at_once_publish_each_answer_once(process, office, writer, reader, decider, request):
    for n in range(5):
        signed(supported(process, f"Idea {n}"), office, writer, reader, decider)
    actions.announce(process, publish_on=actions.today(), by=decider)
    outside = request.getfixturevalue("shared_database")
    results = all_at_once([actions.publish_due] * 4)
    assert sum(results) == 5
    published = Entry.objects.filter(act="answer.published")
    assert outside(lambda: (Answer.objects.count(), published.count())) == (5, 5)

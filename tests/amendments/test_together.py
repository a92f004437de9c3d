"""Several at the same instant: a member signs once, a duty opens once, and none is left owed once somebody answered."""

import time
from threading import Event

import pytest
from django.db import transaction

from parvis.amendments import actions
from parvis.amendments.models import Carrying, Duty, Member
from parvis.amendments.watching import watch_support
from parvis.contributions.models import Contribution
from parvis.contributions.signals import stance_taken
from parvis.ledger.models import Entry
from parvis.processes.blocks import Forbidden
from tests.amendments.makers import MOTIVE, make_amendment, make_member, support
from tests.texts.test_together import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def found(pk: int) -> Contribution:
    return Contribution.objects.select_related("process__pact", "parent").get(pk=pk)


def supported_unseen(amendment) -> None:
    """Support that nobody looked at yet."""
    stance_taken.disconnect(dispatch_uid="amendments.watch_support")
    support(amendment, 3)
    stance_taken.connect(watch_support, dispatch_uid="amendments.watch_support")


def attempt(call):
    def run():
        try:
            return call()
        except Forbidden as error:
            return error

    return run


def test_a_member_who_signs_two_things_at_once_signed_one(request):
    amendment, member = make_amendment(), make_member()
    outside = request.getfixturevalue("shared_database")

    def signing(decision):
        said = {"decision": decision, "motive": MOTIVE if decision == "refused" else ""}
        return attempt(lambda: actions.carry(found(amendment.pk), member=Member.objects.get(pk=member.pk), **said))

    results = all_at_once([signing(decision) for decision in ("carried", "refused", "carried", "refused")])
    signed = {one.decision for one in results if isinstance(one, Carrying)}
    assert len(signed) == 1 and sum(isinstance(one, Carrying) for one in results) == 2
    count = outside(lambda: (Carrying.objects.count(), Entry.objects.filter(act="carrying.signed").count()))
    assert count == (1, 1)


def test_a_duty_opens_once_however_many_see_it_reached(request):
    amendment = make_amendment()
    supported_unseen(amendment)
    outside = request.getfixturevalue("shared_database")
    all_at_once([lambda: actions.open_duties(found(amendment.pk))] * 4)
    assert outside(lambda: (Duty.objects.count(), Entry.objects.filter(act="duty.opened").count())) == (1, 1)


def test_nothing_stays_owed_when_somebody_answers_as_it_opens(request):
    amendment, member = make_amendment(), make_member()
    supported_unseen(amendment)
    outside = request.getfixturevalue("shared_database")

    def signing():
        return actions.carry(found(amendment.pk), member=Member.objects.get(pk=member.pk), decision="carried")

    all_at_once([attempt(signing), lambda: actions.open_duties(found(amendment.pk))])
    assert outside(lambda: (Duty.objects.count(), Duty.objects.open().count())) == (1, 0)


def test_two_amendments_given_one_number_at_once_do_not_both_have_it(request):
    amendment = make_amendment()
    for name in ("Inès Cordat", "Noé Balland"):
        actions.carry(found(amendment.pk), member=make_member(name=name), decision="carried")
    outside = request.getfixturevalue("shared_database")

    def numbering(pk):
        return attempt(lambda: actions.table(Carrying.objects.get(pk=pk), number="CL7"))

    results = all_at_once([numbering(one.pk) for one in Carrying.objects.all()] * 2)
    assert {type(one) for one in results} == {Carrying, Forbidden}
    assert outside(lambda: Carrying.objects.filter(number="CL7").count()) == 1


def test_an_office_does_not_refuse_what_a_member_is_answering(request):
    amendment, member = make_amendment(), make_member()
    supported_unseen(amendment)
    actions.open_duties(found(amendment.pk))
    outside = request.getfixturevalue("shared_database")
    signed = Event()

    def signing():
        with transaction.atomic():
            actions.carry(found(amendment.pk), member=Member.objects.get(pk=member.pk), decision="carried")
            signed.set()
            time.sleep(0.3)

    def refusing():
        signed.wait()
        return actions.refuse_duty(Duty.objects.get(), motive=MOTIVE, signed_by="Le président")

    _signed, refused = all_at_once([signing, attempt(refusing)])
    assert isinstance(refused, Forbidden)
    assert outside(lambda: Duty.objects.filter(refused_at=None, promise__kept_on__isnull=False).count()) == 1

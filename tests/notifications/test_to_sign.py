"""Who signs is told that something waits: at once, then each week, never twice for the same."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from parvis.answer_desk import actions as desk
from parvis.answer_desk.models import Draft
from parvis.notifications import editions, owed, to_sign
from parvis.notifications.models import SigningLetter
from parvis.processes import signing
from parvis.processes.models import Office, OwedLetter
from parvis.site import worker
from tests.deputies.conftest import deputy, english, mayor, named, office  # noqa: F401  fixtures
from tests.deputies.test_deputies import ready, sign
from tests.factories import make_process, make_staff
from tests.processes.test_pacts import make_draft

pytestmark = pytest.mark.django_db(transaction=True)


def later(minutes=11):
    Draft.objects.exclude(checked_at=None).update(checked_at=timezone.now() - timedelta(minutes=minutes))


def letters() -> list:
    worker.work(once=True)
    return mail.outbox


def test_answers_that_wait_are_told_once_with_their_count_and_the_page(mayor, office):  # noqa: F811
    process = make_process(open=False)
    drafts = [ready(process, office) for _n in range(3)]
    assert to_sign.tell_signatories() == 0  # more may be checked in the next minutes
    later()
    assert to_sign.tell_signatories() == 1 and to_sign.tell_signatories() == 0
    (letter,) = letters()
    assert letter.to == ["mayor@example.org"] and letter.subject.startswith("3 answers wait for your signature")
    assert f"/en/desk/answers/{process.slug}/sign/" in letter.body
    for draft in drafts:
        sign(draft, mayor)
    to_sign.tell_signatories()
    assert SigningLetter.objects.get().settled_at
    ready(process, office)
    later()
    assert to_sign.tell_signatories() == 1 and len(letters()) == 2


def test_a_deputy_is_told_too(mayor, deputy, office):  # noqa: F811
    named(office, mayor, deputy)
    ready(make_process(open=False), office)
    later()
    assert to_sign.tell_signatories() == 2
    assert {letter.to[0] for letter in letters()} == {"mayor@example.org", "deputy@example.org"}


def test_without_an_account_the_decider_of_the_pact_is_told(mayor):  # noqa: F811
    ready(make_process(open=False), Office.objects.create(slug="roads", name={"en": "Roads"}))
    later()
    assert to_sign.tell_signatories() == 1 and letters()[0].to == ["mayor@example.org"]


def test_a_pact_that_lacks_only_signatures_is_told(mayor, deputy, office):  # noqa: F811
    named(office, mayor, deputy)
    draft = make_draft()
    lacks = make_draft()
    lacks.documents.all().delete()
    assert to_sign.tell_signatories() == 2
    assert {letter.subject for letter in letters()} == {f"A pact waits for your signature: {draft.title.get('en')}"}
    assert f"/en/desk/p/{draft.slug}/sign/" in mail.outbox[0].body
    signing.sign(draft, person=mayor)
    assert to_sign.tell_signatories() == 0
    assert not SigningLetter.objects.filter(settled_at=None).exists()


def test_what_still_waits_is_in_the_letter_of_the_week(mayor, office):  # noqa: F811
    process = make_process(open=False)
    ready(process, office)
    assert owed.write_letters() == 1 and owed.write_letters() == 0
    (letter,) = letters()
    assert letter.subject == "Your signature is waited for"
    assert "1 answer waits for your signature" in letter.body
    assert f"/en/desk/answers/{process.slug}/sign/" in letter.body
    assert OwedLetter.objects.count() == 1


def test_a_letter_killed_before_it_leaves_goes_the_next_time(mayor, office, monkeypatch):  # noqa: F811
    ready(make_process(open=False), office)
    later()

    def killed(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(to_sign, "tell", killed)
    with pytest.raises(KeyboardInterrupt):
        to_sign.tell_signatories()
    monkeypatch.undo()
    assert to_sign.tell_signatories() == 1 and len(letters()) == 1


def test_what_was_settled_is_forgotten_after_two_months(mayor, office):  # noqa: F811
    draft = ready(make_process(open=False), office)
    later()
    to_sign.tell_signatories()
    sign(draft, mayor)
    to_sign.tell_signatories()
    SigningLetter.objects.update(settled_at=timezone.now() - timedelta(days=61))
    editions.forget_old()
    assert not SigningLetter.objects.exists()


def test_nobody_else_is_told():
    make_staff("decider", display_name="Odile Marchenoir")
    ready(make_process(open=False), Office.objects.create(slug="roads", name={"en": "Roads"}))
    later()
    assert to_sign.tell_signatories() == 0
    assert desk.today()

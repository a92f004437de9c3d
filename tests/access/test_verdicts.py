"""Rules, scopes and doors: the same answer everywhere, and no answer without a rule."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from parvis import access
from parvis.access import middleware
from parvis.access.verdicts import RULES, SCOPES
from parvis.contributions.models import Contribution
from parvis.people.models import Role
from parvis.processes.models import Process
from tests.factories import make_contribution, make_person, make_process, make_staff
from tests.rehearsal.making import make_rehearsal

NOBODY = AnonymousUser()


def every_process() -> list[Process]:
    rows = []
    for published, stopped, open in product((True, False), repeat=3):
        process = make_process(
            open=open, **({"stopped_at": timezone.now(), "stop_reason": "Because."} if stopped else {})
        )
        if not published:
            Process.objects.filter(pk=process.pk).update(published_at=None)
        rows.append(Process.objects.get(pk=process.pk))
    return rows


def every_contribution(author) -> list[Contribution]:
    rows = []
    for process in every_process():
        for published, hidden, withdrawn in product((True, False), repeat=3):
            row = make_contribution(process, author=author)
            now = timezone.now()
            Contribution.objects.filter(pk=row.pk).update(
                published_at=now if published else None,
                hidden_at=now if hidden else None,
                withdrawn_at=now if withdrawn else None,
            )
            rows.append(Contribution.objects.select_related("process__pact").get(pk=row.pk))
    return rows


ROWS = {"processes.read": lambda author: every_process(), "contributions.read": every_contribution}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SCOPES)
def test_a_scope_keeps_exactly_the_rows_its_rule_allows(name):
    author = make_person()
    rows = ROWS[name](author)  # a new scope needs its rows here
    staff = (make_staff(role, second_factor=factor) for role in Role.values for factor in (True, False))
    for person in (NOBODY, make_person(), *staff):
        kept = set(type(rows[0]).objects.filter(access.scoped(person, name)).values_list("pk", flat=True))
        allowed = {row.pk for row in rows if access.verdict(person, name, row)}
        assert kept == allowed, person
    # the author reads their own drafts one by one; lists do not look for them
    kept = set(type(rows[0]).objects.filter(access.scoped(author, name)).values_list("pk", flat=True))
    assert kept <= {row.pk for row in rows if access.verdict(author, name, row)}


@pytest.mark.django_db
def test_drafts_and_rehearsals_are_read_behind_a_second_factor():
    draft = make_process()
    said = make_contribution(draft)
    Process.objects.filter(pk=draft.pk).update(published_at=None)
    draft.refresh_from_db()
    said.process = draft
    for role in (Role.ORGANISER, Role.GUARANTOR, Role.OPERATOR):
        for factor in (True, False):
            person = make_staff(role, second_factor=factor)
            rehearsal = make_rehearsal(make_process(), person)
            reads = factor and role != Role.OPERATOR
            assert bool(access.verdict(person, "processes.read", draft)) == reads
            assert bool(access.verdict(person, "contributions.read", said)) == reads
            assert Process.objects.filter(access.scoped(person, "processes.read"), pk=draft.pk).exists() == reads
            assert bool(access.verdict(person, "processes.read", rehearsal)) == factor
            page = Client()
            page.force_login(person)
            assert page.get(draft.get_absolute_url()).status_code == (200 if reads else 404)
            assert page.get(rehearsal.get_absolute_url()).status_code == (200 if factor else 404)


@pytest.mark.django_db
def test_every_refusal_of_every_rule_gives_a_reason_in_both_languages():
    author = make_person()
    rows = {"process": every_process(), "contribution": every_contribution(author)}
    people = [NOBODY, author, *(make_staff(role, second_factor=False) for role in Role.values)]
    for rule in RULES.values():
        if rule.about_a_row:
            parameter = rule.judge.__code__.co_varnames[1]
            targets = rows.get(parameter, [])
        else:
            targets = [None]
        for person, target in product(people, targets):
            for language in ("fr", "en"):
                with translation.override(language):
                    answer = access.verdict(person, rule.name, target)
                    assert answer or str(answer.reason).strip().endswith("."), rule.name


def test_a_refusal_without_a_reason_cannot_be_written():
    with pytest.raises(ValueError, match="says why"):
        access.no("")


def test_two_rules_cannot_share_a_name():
    with pytest.raises(ImproperlyConfigured, match="Two rules"):
        access.rule("people.be_signed_in")(lambda person: access.yes)


def request_by(person=NOBODY):
    request = RequestFactory().get("/")
    request.user, request.rules_asked = person, set()
    return request


def test_a_view_without_a_rule_never_runs():
    door = middleware.DoorMiddleware(lambda request: HttpResponse())
    with pytest.raises(ImproperlyConfigured, match="declares no access rule"):
        door.process_view(request_by(), lambda request: HttpResponse(), (), {})


def test_a_rule_about_the_person_is_asked_before_the_view_runs():
    ran = []
    view = access.door("people.be_signed_in")(lambda request: ran.append(1))
    with pytest.raises(access.Refused):
        view(request_by())
    assert not ran


def test_a_view_that_forgets_to_ask_about_its_row_fails():
    def answer(request):
        door.process_view(request, view, (), {})
        return view(request)

    view = access.door("processes.read")(lambda request: HttpResponse())
    door = middleware.DoorMiddleware(answer)
    with pytest.raises(ImproperlyConfigured, match="without asking processes"):
        door(RequestFactory().get("/"))

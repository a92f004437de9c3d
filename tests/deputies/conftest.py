from datetime import timedelta

import pytest
from django.utils import translation

from parvis.deputies import actions
from parvis.processes.models import Office, OfficeHolder
from parvis.processes.promises.actions import today
from parvis.ui.translated import Translated
from tests.factories import make_staff

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def mayor():
    return make_staff("decider", display_name="Camille Aubier", email="mayor@example.org", language="en")


@pytest.fixture
def deputy():
    return make_staff("organiser", display_name="Noor Haddad", email="deputy@example.org", language="en")


@pytest.fixture
def office(mayor):
    return held("town-hall", "The town hall", mayor)


def held(slug, name, person):
    office = Office.objects.create(slug=slug, name=Translated(en=name, fr=name))
    OfficeHolder.objects.create(office=office, person=person, name=str(person), since=today() - 90 * DAY)
    return office


def named(office, mayor, deputy, **said):
    usual = {"name": "Noor Haddad, deputy mayor", "act_number": "2026-14", "answers": True, "pacts": True}
    days = {"since": today(), "until": today() + 30 * DAY}
    return actions.name_deputy(office, holder=mayor, person=deputy, **{**usual, **days, **said})

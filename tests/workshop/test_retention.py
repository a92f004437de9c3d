"""A design nobody goes on with is forgotten, and its page says when."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from parvis.ui.words import here
from parvis.workshop import actions
from parvis.workshop.models import Design
from parvis.workshop.retention import forget_abandoned
from parvis.workshop.steps import STEPS
from tests.factories import make_design
from tests.workshop.pages import read

pytestmark = pytest.mark.django_db


def untouched(days):
    design = make_design()
    Design.objects.filter(pk=design.pk).update(changed_at=timezone.now() - timedelta(days=days))
    return design


def test_a_design_untouched_for_180_days_is_forgotten_at_night_and_no_other():
    untouched(181)
    recent, made = untouched(179), untouched(0)
    actions.make_process(made, by=None)
    Design.objects.filter(pk=made.pk).update(changed_at=timezone.now() - timedelta(days=900))
    call_command("nightly")
    assert set(Design.objects.all()) == {recent, made}
    assert forget_abandoned() == 0


def test_the_instance_says_how_long(settings):
    settings.PARVIS_DESIGN_DAYS = 30
    untouched(31), untouched(29)
    assert forget_abandoned() == 1


def test_who_goes_on_with_it_keeps_it():
    design = untouched(200)
    design.refresh_from_db()
    actions.save(design, STEPS[0], {"title": {"fr": "Quelle place ?"}})
    assert forget_abandoned() == 0


def test_the_page_tells_its_author_until_when_it_is_kept(client, settings):
    settings.PARVIS_DESIGN_DAYS = 30
    design = untouched(20)
    design.refresh_from_db()
    shown = client.get("/en/desk/designs/")
    page = read(shown)
    assert "A design that nobody changes for 30 days is forgotten." in page
    assert "kept until" in page and f'datetime="{here(design.kept_until):%Y-%m-%d}"' in shown.text

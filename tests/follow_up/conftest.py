from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from parvis.follow_up import actions, facts
from parvis.processes.models import Office
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_process
from tests.house_rules.test_routes import browser


@pytest.fixture(autouse=True)
def _no_page_cache(settings, tmp_path):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def process():
    return make_process(open=False)


@pytest.fixture
def office():
    return Office.objects.create(slug="council", name={"en": "The council"})


@pytest.fixture
def shade(process):
    return synthesis.add_node(process=process, title=Translated(en="More shade"))


@pytest.fixture
def asked(process, shade):
    """A contribution placed under the idea."""
    one = make_contribution(process, title="Plant trees")
    synthesis.place(contribution=one, nodes=[shade], by=None)
    return one


@pytest.fixture
def published(process, asked):
    """The synthesis, with everything in its place."""
    return synthesis.publish(process, by=None)


@pytest.fixture
def decide(process, office):
    def publish(**said):
        usual = {"office": office, "title": Translated(en="The tree plan"), "url": "https://example.org/plan"}
        return actions.publish_decision(process, **{**usual, "decided_on": facts.today(), **said})

    return publish


@pytest.fixture
def commit(process, office, shade):
    def announce(days=30, **said):
        usual = {"office": office, "title": Translated(en="Forty trees"), "node": shade}
        return actions.add_milestone(process, **{**usual, "due_on": facts.today() + timedelta(days=days), **said})

    return announce


def get(name, *args, person=None, **query):
    client = browser(person) if person else Client()
    return client.get(reverse(f"follow_up:{name}", args=args), query)


def post(name, *args, person=None, **data):
    client = browser(person) if person else Client(headers={"sec-fetch-site": "same-origin"})
    return client.post(reverse(f"follow_up:{name}", args=args), data)


def acts():
    from parvis.ledger.models import Entry

    return list(Entry.objects.order_by("pk").values_list("act", flat=True))

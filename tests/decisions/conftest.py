"""A closed process with a contribution under an idea of its synthesis, to be answered by an office."""

import pytest

from parvis.processes.models import Office
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_process


@pytest.fixture
def closed():
    return make_process(open=False)


@pytest.fixture
def office():
    return Office.objects.create(slug="roads", name={"fr": "La voirie", "en": "Roads"})


@pytest.fixture
def contribution(closed):
    return make_contribution(closed, title="A crossing by the school")


@pytest.fixture
def node(closed, contribution):
    made = synthesis.add_node(process=closed, title=Translated(fr="Les passages", en="Crossings"))
    synthesis.place(contribution=contribution, nodes=[made], by=None)
    synthesis.publish(closed, by=None)
    return made

import pytest
from django.utils import translation

from parvis.contributions.models import Contribution
from parvis.processes.models import Office
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_process, make_staff
from tests.together import server, shared_database  # noqa: F401  fixtures

REASON = "The council votes this crossing in its June budget: the works begin on the first Monday of September."


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def process():
    return make_process(open=False)


@pytest.fixture
def office():
    return Office.objects.create(slug="roads", name={"fr": "La voirie", "en": "Roads"})


@pytest.fixture
def contribution(process):
    return supported(process, "A crossing by the school")


@pytest.fixture
def node(process, contribution):
    made = synthesis.add_node(process=process, title=Translated(en="Crossings"))
    synthesis.place(contribution=contribution, nodes=[made], by=None)
    synthesis.publish(process, by=None)
    return made


@pytest.fixture
def writer():
    return make_staff("organiser", display_name="Claire Dumas")


@pytest.fixture
def reader():
    return make_staff("organiser", display_name="Ali Benali")


@pytest.fixture
def decider():
    return make_staff("decider", display_name="Camille Aubier")


def supported(process, title, agree=20):
    contribution = make_contribution(process, title=title)
    Contribution.objects.filter(pk=contribution.pk).update(agree=agree, people=agree)
    contribution.refresh_from_db()
    return contribution


def said(office, **fields):
    return {
        "office": office,
        "status": "kept_fully",
        "ground": "",
        "reason": REASON,
        "language": "en",
        "place": "Budget, line 12",
        **fields,
    }

import pytest

from parvis.synthesis import actions
from parvis.ui.translated import Translated
from tests.factories import make_process


@pytest.fixture
def process():
    return make_process(open=False)


@pytest.fixture
def shade(process):
    return actions.add_node(process=process, title=Translated(en="Shade"))

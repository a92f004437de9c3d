"""Every page opened in Chromium once a role, some hostile texts in every field; then, by the first role that is shown
it, once for each of them alone.

CI opens the same pages as three of the roles: tests/attacks/test_payloads.py.
"""

import pytest

from tests.attacks import soaking
from tests.attacks.test_payloads import ROLES, crawl_as

pytestmark = [pytest.mark.drill, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quick(settings, caplog):
    caplog.set_level("CRITICAL")
    settings.WHITENOISE_MAX_AGE = 3600


def test_no_hostile_text_runs_on_any_page_for_any_role(quick):
    crawl_as(ROLES, soaking.together())


def test_no_hostile_text_runs_alone_on_any_page(quick):
    crawl_as(ROLES, soaking.alone(), elsewhere=set())

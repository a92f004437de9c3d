"""Each hostile text alone in every field, then every page opened in Chromium once a role.

CI opens the same pages with some of the texts in each field: tests/attacks/test_payloads.py.
"""

import pytest

from tests.attacks import hostile
from tests.attacks.test_payloads import crawl_as_everyone

pytestmark = [pytest.mark.drill, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_hostile_text_alone_runs_on_any_page_for_any_role(settings, caplog):
    caplog.set_level("CRITICAL")
    settings.WHITENOISE_MAX_AGE = 3600
    crawl_as_everyone(hostile.alone())

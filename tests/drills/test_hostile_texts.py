"""Every page opened in Chromium once a role, for every hostile text: together in each field, then each text alone.

CI opens the pages of the first texts only: tests/attacks/test_payloads.py.
"""

import pytest

from tests.attacks import hostile
from tests.attacks.test_payloads import crawl_as_everyone

pytestmark = [pytest.mark.drill, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_hostile_text_alone_runs_on_any_page_for_any_role(settings, caplog):
    caplog.set_level("CRITICAL")
    settings.WHITENOISE_MAX_AGE = 3600
    crawl_as_everyone(hostile.alone())


def test_no_hostile_text_runs_beside_others_on_any_page_for_any_role(settings, caplog):
    caplog.set_level("CRITICAL")
    settings.WHITENOISE_MAX_AGE = 3600
    crawl_as_everyone(hostile.together())

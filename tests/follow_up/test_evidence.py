"""What proves a commitment, as readers see it."""

import re
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils import timezone, translation

from parvis.follow_up.models import Evidence
from parvis.ui.translated import Translated


def test_a_place_says_which_figure_is_which_and_opens_a_map_without_asking_another_site():
    where = {"latitude": Decimal("48.856600"), "longitude": Decimal("-2.352200")}
    proof = Evidence(kind="place", words=Translated(fr="L’abri"), added_at=timezone.now(), **where)
    with translation.override("fr"):
        html = render_to_string("follow_up/evidence.html", {"proof": proof})
    said = re.sub(r"<[^>]+>", "", html)
    assert "Latitude\u00a0: 48.8566" in said and "Longitude\u00a0: -2.3522" in said
    assert 'href="geo:48.8566,-2.3522"' in html and "http" not in html

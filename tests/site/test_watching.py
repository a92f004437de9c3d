"""The guarantor sees every process, drafts included, and depends on nobody for it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.moderation import actions as moderation
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_process, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def of(role: str) -> Client:
    client = Client()
    client.force_login(make_staff(role))
    return client


def test_drafts_objections_and_what_was_hidden_are_listed_and_each_link_opens():
    draft = make_process(published_at=None, title={"en": "A draft nobody signed"}, slug="draft")
    process = make_process(title={"en": "The square"}, slug="square", open=False)
    one = make_contribution(process)
    shade = synthesis.add_node(process=process, title=Translated(en="Shade"))
    synthesis.place(contribution=one, nodes=[shade], by=None)
    synthesis.publish(process, by=None)
    synthesis.raise_dispute(contribution=one, node=shade, words="I meant water.")
    hidden = make_contribution(process)
    moderation.hide(contribution=hidden, moderator=make_staff("moderator"), ground="advert", reason="It sells.")
    guarantor = of("guarantor")
    page = guarantor.get(reverse("site:watch")).content.decode()
    assert "A draft nobody signed" in page
    assert "1 objection waits for an answer" in page
    assert "1 contribution hidden" in page
    links = [
        reverse("processes:pact", args=[draft.slug]),
        *(reverse(name, args=["square"]) for name in ("processes:pact", "synthesis:work", "moderation:bin")),
        reverse("synthesis:disputes"),
    ]
    for link in links:
        assert f'href="{link}"' in page
        assert guarantor.get(link).status_code == 200, link
    assert reverse("site:watch") in guarantor.get("/en/").content.decode()


def test_it_is_for_guarantors_and_read_a_page_at_a_time():
    for n in range(35):
        make_process(slug=f"p{n}", title={"en": f"Process number {n:02}"})
    guarantor, here = of("guarantor"), reverse("site:watch")
    with CaptureQueriesContext(connection) as few:
        first = guarantor.get(here).content.decode()
    assert "Process number 34" in first and "Process number 04" not in first
    second = guarantor.get(here, {"after": "p5"}).content.decode()
    assert "Process number 04" in second
    assert guarantor.get(here, {"after": "nowhere"}).status_code == 400
    with CaptureQueriesContext(connection) as many:
        guarantor.get(here)
    assert len(few) == len(many)
    assert of("organiser").get(here).status_code == 403
    assert Client().get(here).status_code == 403

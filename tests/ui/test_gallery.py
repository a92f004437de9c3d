import pytest
from django.urls import reverse

from tests.factories import make_person, make_staff

pytestmark = pytest.mark.django_db


def test_the_gallery_is_for_staff_and_says_so_to_others(client):
    assert client.get(reverse("ui:gallery")).status_code == 403
    client.force_login(make_person())
    assert client.get(reverse("ui:gallery")).status_code == 403


def test_staff_see_every_part(client):
    client.force_login(make_staff("moderator"))
    response = client.get(reverse("ui:gallery"))
    assert response.status_code == 200
    assert "csrfmiddlewaretoken" in response.content.decode()  # the button that signs out


def test_the_telephone_manifest_names_the_instance(client, settings):
    settings.PARVIS_NAME = "Belle-Rive participe"
    body = client.get(reverse("ui:manifest")).json()
    assert body["name"] == "Belle-Rive participe"
    assert body["start_url"].startswith("/")

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_gallery_is_for_staff_and_says_so_to_others(client):
    response = client.get(reverse("ui:gallery"))
    assert response.status_code == 403


def test_the_telephone_manifest_names_the_instance(client, settings):
    settings.PARVIS_NAME = "Belle-Rive participe"
    body = client.get(reverse("ui:manifest")).json()
    assert body["name"] == "Belle-Rive participe"
    assert body["start_url"].startswith("/")

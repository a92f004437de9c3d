import pytest
from django.test import Client
from django.utils import translation

from parvis.workshop.models import Design
from tests.factories import make_staff


@pytest.fixture
def client(db):
    browser = Client()
    browser.force_login(make_staff("organiser"))
    return browser


@pytest.fixture
def design(db):
    return Design.objects.create()


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield

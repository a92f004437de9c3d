"""The five bills as their chambers published them go through the import, page and all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parvis.texts.models import Article
from tests import factories
from tests.real_data import real_data

pytestmark = pytest.mark.django_db
BILLS = ["pjl17-063.html", "pjl18-106.html", "pjl18-218.html", "pl0269.html", "r0575-a0.html"]


@pytest.mark.parametrize("name", BILLS)
def test_a_published_bill_is_read_previewed_and_saved(client, name):
    process = factories.make_process()
    client.force_login(factories.make_staff("organiser"))
    url = reverse("texts:import", args=[process.slug])
    file = SimpleUploadedFile(name, (real_data("bills-html") / name).read_bytes())
    page = client.post(url, {"stage": "source", "file": file, "language": "fr"})
    assert page.status_code == 200
    initial = page.context["form"].initial
    data = {"stage": "save", "language": "fr", "title": initial["title"] or name, "text": initial["text"]}
    assert client.post(url, data).status_code == 302
    assert Article.objects.count() == page.context["articles"] > 0
    paragraphs = sum(len(article.paragraphs) for article in Article.objects.select_related("contribution"))
    assert paragraphs == page.context["paragraphs"]
    last = Article.objects.order_by("-position").first()
    assert client.get(reverse("texts:article", args=[process.slug, last.slug])).status_code == 200


def test_the_calendar_of_a_real_dossier_feeds_the_path(client):
    process = factories.make_process()
    client.force_login(factories.make_staff("organiser"))
    url = reverse("texts:import", args=[process.slug])
    file = SimpleUploadedFile("ppl09-682.json", (real_data("bills-html") / "ppl09-682.json").read_bytes())
    page = client.post(url, {"stage": "source", "file": file, "language": "fr"})
    client.post(url, {"stage": "path", "steps": page.context["sealed"]})
    assert process.steps.count() == 25
    assert process.steps.filter(done=True).count() == 25

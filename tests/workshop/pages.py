"""Opening the pages of a design and reading them."""

import html
import re

from django.urls import reverse

from parvis.workshop.models import Design


def url(design: Design, name: str) -> str:
    return reverse("workshop:step", args=[design.public_id, name])


def send(client, design: Design, name: str, **typed):
    return client.post(url(design, name), {"go": "next", **typed})


def read(response) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))

"""The page of a whole synthesis, uncached: milliseconds of processor, kB of HTML, queries, with 2,000 contributions.

Prints them for 2,000 then for 20,000 contributions in the same ideas, tab-separated. The contributions are answers to
the Grand Débat national of 2019 (Licence Ouverte) when they are kept beside the repository, made up otherwise.
"""

import os
import statistics
import time
from itertools import cycle, islice

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.contributions.models import Contribution
from parvis.synthesis import actions
from parvis.synthesis.models import Attachment, Node, Reading
from parvis.ui.translated import Translated
from tests.factories import make_process

from . import texts

settings.ALLOWED_HOSTS = ["*"]
IDEAS, CITED, VIEWS = 60, 20, 15


def answers(count: int) -> list[str]:
    known = texts.answers(count) if texts.FOLDER.exists() else ["Il manque des arbres devant l’école, et de l’ombre."]
    return list(islice(cycle(known), count))


def make(count: int) -> str:
    """The address of a published synthesis; each idea has a text that cites CITED contributions."""
    process = make_process(open=False)
    now = process.published_at
    said = Contribution.objects.bulk_create(
        (
            Contribution(process=process, kind="proposal", channel="web", body=body, published_at=now)
            for body in answers(count)
        ),
        batch_size=500,
    )
    nodes: list[Node] = []
    for n in range(IDEAS):
        parent = nodes[n - n % 6] if n % 6 else None
        nodes.append(actions.add_node(process=process, title=Translated(fr=f"Idée {n}"), parent=parent))
    Attachment.objects.bulk_create(
        (Attachment(contribution=one, node=nodes[n % IDEAS]) for n, one in enumerate(said)), batch_size=500
    )
    Reading.objects.bulk_create((Reading(contribution=one) for one in said), batch_size=500)
    for n, node in enumerate(nodes):
        cited = said[n :: len(nodes)][:CITED]
        body = " ".join(f"Plusieurs le disent, et d’autres autrement [#{one.public_id}]." for one in cited)
        actions.write(node=node, body=body, author=None, author_name="Claire Dumas")
    actions.publish(process, by=None)
    return f"/fr/p/{process.slug}/synthesis/"


def measure(url: str) -> list[float]:
    spent = []
    for _view in range(VIEWS):
        start = time.process_time()
        reply = Client().get(url)
        spent.append(time.process_time() - start)
        assert reply.status_code == 200, reply.status_code
    with CaptureQueriesContext(connection) as captured:
        Client().get(url)
    return [statistics.median(spent) * 1000, len(reply.content) / 1000, len(captured)]


if __name__ == "__main__":
    addresses = [make(2_000), make(20_000)]
    measure(addresses[0])  # warm: templates
    print("\t".join(f"{figure:.3f}" for address in addresses for figure in measure(address)))

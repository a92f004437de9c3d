"""Several people gather at once, on a real server: nothing twice, nothing written over."""

import pytest
from django.urls import reverse

from parvis.ledger.models import Entry
from parvis.synthesis import actions, changes
from parvis.synthesis.models import Attachment, NodeVersion, Publication, ShownNode
from parvis.synthesis.outline import outline
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_process, make_staff
from tests.together import acceptable, all_at_once, post, sessions_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def before():
    """A process, six ideas, a contribution; four people who write, signed in."""
    process = make_process(open=False)
    nodes = [actions.add_node(process=process, title=Translated(fr=f"Idée {n}")) for n in range(6)]
    return process, nodes, make_contribution(process), sessions_of([make_staff("organiser") for _n in range(4)])


def test_one_contribution_placed_by_four_people_at_once_stands_once(before, server, shared_database):
    process, nodes, one, sessions = before
    path = reverse("synthesis:place", args=[process.slug, one.public_id])
    calls = [lambda s=s: post(server, path, s, node=nodes[0].public_id) for s in sessions for _n in range(6)]
    assert acceptable(shared_database(all_at_once, calls))
    assert shared_database(Attachment.objects.count) == 1
    assert shared_database(Entry.objects.filter(act="contribution.attached").count) == 1


def test_one_text_written_by_four_people_at_once_has_one_first_version(before, server, shared_database):
    process, nodes, _one, sessions = before
    path = reverse("synthesis:write", args=[process.slug, nodes[0].public_id])
    calls = [
        lambda s=s, n=n: post(server, path, s, body=f"Texte de {n}.", author_name="C. D.", language="fr", seen="0")
        for n, s in enumerate(sessions)
    ]
    assert shared_database(all_at_once, calls) == {302: 1, 422: 3}
    assert shared_database(NodeVersion.objects.count) == 1


def test_ideas_moved_by_four_people_at_once_stay_one_tree(before, server, shared_database):
    process, nodes, _one, sessions = before
    moves = [(session, node, way) for session in sessions for node in nodes for way in ("in", "up", "out")]
    path = {node: reverse("synthesis:change", args=[process.slug, node.public_id]) for node in nodes}
    calls = [lambda s=s, n=n, way=way: post(server, path[n], s, act=way) for s, n, way in moves]
    assert acceptable(shared_database(all_at_once, calls))
    assert shared_database(lambda: len(outline(process))) == len(nodes)


def test_what_four_people_read_and_publish_at_once_is_published_once(before, server, shared_database):
    process, nodes, one, sessions = before

    def written():
        actions.publish(process, by=None)
        actions.place(contribution=one, nodes=[nodes[0]], by=None)
        return changes.mark(changes.pending(process))

    path, seen = reverse("synthesis:publish", args=[process.slug]), shared_database(written)
    calls = [lambda s=s: post(server, path, s, seen=seen) for s in sessions]
    assert shared_database(all_at_once, calls) == {302: 4}
    assert shared_database(Publication.objects.count) == 2
    assert shared_database(lambda: ShownNode.objects.get(node=nodes[0]).count) == 1


def test_one_writes_while_another_publishes_and_readers_see_a_whole_version(before, server, shared_database):
    process, nodes, _one, sessions = before
    publish = reverse("synthesis:publish", args=[process.slug])
    write = reverse("synthesis:write", args=[process.slug, nodes[0].public_id])
    text = {"body": "Beaucoup le disent.", "author_name": "C. D.", "language": "fr", "seen": "0"}
    calls = [lambda: post(server, write, sessions[0], **text)]
    calls += [lambda s=s: post(server, publish, s, seen="") for s in sessions[1:]]
    assert acceptable(shared_database(all_at_once, calls))

    def told():
        """What readers see is what the publications say they changed, and the rest waits."""
        shown = ShownNode.objects.get(node=nodes[0]).version_id is not None
        published = any("written" in one.changes for one in Publication.objects.all())
        return shown == published, ("written" in changes.pending(process)) != shown

    assert shared_database(told) == (True, True)

"""After the first publication, what authors write waits for the next one; what disappears does so at once."""

import pytest
from django.test import Client
from django.urls import reverse

from parvis.contributions import actions as contributions
from parvis.exchange import verification
from parvis.moderation import actions as moderation
from parvis.synthesis import actions, changes
from parvis.synthesis.coverage import public_coverage, told
from parvis.synthesis.models import Attachment, Publication, ShownNode, Synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def water(process):
    return actions.add_node(process=process, title=Translated(en="Water"))


@pytest.fixture
def oven(process, shade, water):
    one = make_contribution(process, "experience", title="Heat", body="Our playground is an oven.", signature="Ana")
    actions.place(contribution=one, nodes=[shade], by=None)
    actions.write(node=shade, body="Trees are missing.", author=None, author_name="Claire Dumas", language="en")
    actions.publish(process, by=None)
    return one


def get(name, *args, **query) -> str:
    return Client().get(reverse(f"synthesis:{name}", args=args), query).content.decode()


def test_what_authors_change_is_read_once_published_again(process, shade, water, oven):
    rain = make_contribution(process, title="Rain barrels")
    actions.rename_node(node=shade, title=Translated(en="Cool places"), seen=Translated(en="Shade"))
    actions.move_node(node=water, way="up")
    actions.write(node=shade, body="Trees are wanted.", author=None, author_name="C. D.", seen=1, language="en")
    actions.place(contribution=rain, nodes=[water], by=None)
    actions.take_back(contribution=oven, node=shade)
    new = actions.add_node(process=process, title=Translated(en="Benches"))

    tree = get("tree", process.slug)
    assert tree.index("Shade") < tree.index("Water")
    assert "Trees are missing." in tree
    for draft in ("Cool places", "Trees are wanted.", "Benches"):
        assert draft not in tree
    assert "Heat" in get("node", process.slug, shade.public_id)
    assert "Rain barrels" not in get("node", process.slug, water.public_id)
    assert "Trees are wanted." not in get("versions", process.slug, shade.public_id)
    assert Client().get(reverse("synthesis:node", args=[process.slug, new.public_id])).status_code == 404

    assert changes.pending(process).keys() == {"added", "renamed", "moved", "written", "places"}
    actions.publish(process, by=None)
    assert changes.pending(process) == {}
    tree = get("tree", process.slug)
    assert tree.index("Water") < tree.index("Cool places") < tree.index("Benches")
    assert "Trees are wanted." in tree
    assert "Heat" not in get("node", process.slug, shade.public_id)
    assert "Rain barrels" in get("node", process.slug, water.public_id)
    history = get("publications", process.slug)
    for told_there in ("Publication 2", "Publication 1", "Benches", "(before: “Shade”)", "1 contribution taken away"):
        assert told_there in history


def test_an_idea_removed_is_read_until_the_next_publication(process, shade, water, oven):
    actions.remove_node(node=water)
    assert "Water" in get("tree", process.slug)
    assert Client().get(reverse("synthesis:node", args=[process.slug, water.public_id])).status_code == 200
    actions.publish(process, by=None)
    assert "Water" not in get("tree", process.slug)
    assert Client().get(reverse("synthesis:node", args=[process.slug, water.public_id])).status_code == 404
    assert "Idea removed" in get("publications", process.slug)


def test_a_place_taken_back_then_given_again_changes_nothing(process, shade, oven):
    actions.take_back(contribution=oven, node=shade)
    actions.place(contribution=oven, nodes=[shade], by=None)
    assert changes.pending(process) == {}
    actions.put_outside(contribution=make_contribution(process), reason="The State decides this.", by=None)
    one = Attachment.objects.get(node=None).contribution
    actions.publish(process, by=None)
    actions.put_outside(contribution=one, reason="Parliament decides this.", by=None)
    assert "The State decides this." in get("outside", process.slug)
    actions.put_outside(contribution=one, reason="The State decides this.", by=None)
    assert changes.pending(process) == {}


@pytest.mark.parametrize("how", ["withdrawn", "hidden"])
def test_what_is_withdrawn_or_hidden_disappears_at_once_and_the_numbers_follow(process, shade, oven, how):
    assert ShownNode.objects.get(node=shade).count == 1
    if how == "withdrawn":
        contributions.withdraw(oven)
    else:
        why = {"ground": "insult", "reason": "It attacks people."}
        decision = moderation.hide(contribution=oven, moderator=make_staff("moderator"), **why)
    assert ShownNode.objects.get(node=shade).count == 0
    assert "Heat" not in get("node", process.slug, shade.public_id)
    synthesis = Synthesis.objects.get()
    assert (synthesis.total, synthesis.attached) == (0, 0)
    if how == "hidden":
        moderation.restore(decision=decision, moderator=make_staff("moderator"), reason="It attacks nobody.")
        assert ShownNode.objects.get(node=shade).count == 1
        assert told(Synthesis.objects.get()) == public_coverage(process)


def test_verify_tells_numbers_that_are_not_those_of_what_stands(process, shade, oven):
    assert list(verification.syntheses()) == []
    ShownNode.objects.filter(node=shade).update(count=2)
    assert len(list(verification.syntheses())) == 1
    ShownNode.objects.filter(node=shade).update(count=1)
    Synthesis.objects.update(total=9)
    assert len(list(verification.syntheses())) == 1


def test_what_arrives_after_the_publication_makes_it_incomplete(process, oven):
    assert "This synthesis is not complete" not in get("tree", process.slug)
    make_contribution(process)
    assert "This synthesis is not complete: 1 contribution has no place yet." in get("tree", process.slug)


def test_whoever_publishes_publishes_what_they_read(process, shade, oven):
    client = Client()
    client.force_login(make_staff("organiser"))
    page = reverse("synthesis:publish", args=[process.slug])
    actions.write(node=shade, body="Trees are wanted.", author=None, author_name="C. D.", seen=1, language="en")
    read = client.get(page)
    assert "Text written:" in read.content.decode()
    actions.add_node(process=process, title=Translated(en="Benches"))  # by someone else, meanwhile
    reply = client.post(page, {"seen": read.context["mark"]})
    assert reply.status_code == 409
    assert "Someone changed the synthesis while you were reading" in reply.content.decode()
    assert "Benches" in reply.content.decode()
    assert Publication.objects.count() == 1
    assert client.post(page, {"seen": reply.context["mark"]}).status_code == 302
    assert Publication.objects.count() == 2


def test_a_long_synthesis_is_read_page_after_page_and_nothing_is_lost(process, shade, oven):
    for n in range(80):
        node = actions.add_node(process=process, title=Translated(en=f"Idea {n:02}"), parent=shade)
        actions.write(node=node, body=f"About {n:02}. " * 40, author=None, author_name="C. D.", language="en")
    actions.publish(process, by=None)
    here, seen, pages = reverse("synthesis:tree", args=[process.slug]), "", 0
    query = {}
    while True:
        reply = Client().get(here, query)
        page = reply.content.decode()
        assert len(reply.content) < 60_000
        seen, pages = seen + page, pages + 1
        if reply.context["following"] is None:
            break
        query = {"after": reply.context["following"].node.public_id}
        assert f"after={query['after']}" in page
    assert pages > 4
    assert all(f"About {n:02}." in seen for n in range(80))
    assert Client().get(here, {"after": "nowhere"}).status_code == 400
    assert Client().get(here, {"page": "2"}).status_code == 400

"""The work page: one contribution after the other, without a script, and nobody writes over another."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.contributions import actions as contributions
from parvis.synthesis import actions
from parvis.synthesis.models import Attachment, Node, NodeVersion, Publication, Reading
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_heading, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def claire(client):
    claire = make_staff("organiser", display_name="Claire Dumas")
    client.force_login(claire)
    return claire


def page(client, name, *args, **query) -> str:
    return client.get(reverse(f"synthesis:{name}", args=args), query).content.decode()


def send(client, name, *args, **typed):
    return client.post(reverse(f"synthesis:{name}", args=args), typed)


def test_the_pages_of_the_desk_lead_back_to_the_desk(client, claire, process, shade):
    dashboard = reverse("processes:dashboard", args=[process.slug])
    for name, *more in (("work",), ("help",), ("publish",), ("write", shade.public_id)):
        crumbs = page(client, name, process.slug, *more).split('<div class="wrap crumbs">')[1].split("</div>")[0]
        assert dashboard in crumbs and f'"{process.get_absolute_url()}"' not in crumbs, name


def test_a_contribution_is_placed_and_the_next_is_read(client, claire, process, shade):
    first, second = make_contribution(process, title="A tree"), make_contribution(process, title="A bench")
    assert "A tree" in page(client, "work", process.slug)
    reply = send(client, "place", process.slug, first.public_id, node=shade.public_id)
    assert reply.status_code == 302
    shown = page(client, "work", process.slug)
    assert "Placed under “Shade”." in shown
    assert "Contributions in their place: 1 of 2" in shown
    assert shown.index("A bench") < shown.index("A tree")
    assert Attachment.objects.get().attached_by == claire
    assert second.public_id in shown


def test_what_was_read_and_left_comes_after_what_nobody_read(client, claire, process):
    first, second = make_contribution(process, title="A tree"), make_contribution(process, title="A bench")
    send(client, "later", process.slug, first.public_id)
    assert Reading.objects.get().contribution == first
    assert reverse("synthesis:place", args=[process.slug, second.public_id]) in page(client, "work", process.slug)
    send(client, "later", process.slug, second.public_id)
    assert reverse("synthesis:place", args=[process.slug, first.public_id]) in page(client, "work", process.slug)


def test_several_ideas_and_a_new_one_take_it_at_once(client, claire, process, shade):
    water = actions.add_node(process=process, title=Translated(en="Water"))
    one = make_contribution(process)
    typed = {"node": shade.public_id, "more": [water.public_id], "title": "Benches", "under": shade.public_id}
    assert send(client, "place", process.slug, one.public_id, **typed).status_code == 302
    assert sorted(str(node) for node in Node.objects.filter(attachments__contribution=one)) == [
        "Benches",
        "Shade",
        "Water",
    ]
    assert Node.objects.get(title__fr="Benches").parent == shade


def test_placing_nowhere_says_what_to_do(client, claire, process, shade):
    one = make_contribution(process)
    reply = send(client, "place", process.slug, one.public_id)
    assert reply.status_code == 422
    assert "Choose an idea, or write the title of a new one." in reply.content.decode()


def test_an_idea_removed_meanwhile_is_not_a_place(client, claire, process, shade):
    one = make_contribution(process)
    actions.remove_node(node=shade)
    reply = send(client, "place", process.slug, one.public_id, node=shade.public_id)
    assert reply.status_code == 422
    assert "removed meanwhile" in reply.content.decode()


def test_outside_the_subject_needs_a_reason_and_is_undone(client, claire, process):
    one = make_contribution(process, title="Lower taxes")
    assert send(client, "put_outside", process.slug, one.public_id, reason="No.").status_code == 422
    send(client, "put_outside", process.slug, one.public_id, reason="Taxes are voted by Parliament.")
    assert "100%" in page(client, "work", process.slug)
    send(client, "take_back", process.slug, one.public_id, node="")
    assert not Attachment.objects.exists()
    assert "Lower taxes" in page(client, "work", process.slug)


def test_an_idea_is_moved_by_buttons_and_removed_only_when_empty(client, claire, process, shade):
    water = actions.add_node(process=process, title=Translated(en="Water"))
    send(client, "change", process.slug, water.public_id, act="in")
    water.refresh_from_db()
    assert water.parent == shade
    assert "1.1. Water" in page(client, "work", process.slug)
    send(client, "change", process.slug, shade.public_id, act="remove")
    assert "Something still stands under this idea" in page(client, "work", process.slug)
    send(client, "change", process.slug, water.public_id, act="remove")
    send(client, "change", process.slug, shade.public_id, act="remove")
    assert not Node.objects.standing().exists()


def test_a_quotation_that_is_not_exact_is_shown_with_the_nearest_real_words(client, claire, process, shade):
    one = make_contribution(process, body="Our playground is an oven in June.")
    actions.place(contribution=one, nodes=[shade], by=claire)
    assert f"[#{one.public_id[:6]}]" in page(client, "write", process.slug, shade.public_id)
    typed = {
        "body": f"Many say “our playground is a fridge” [#{one.public_id[:6]}].",
        "author_name": "C. Dumas",
        "language": "en",
        "seen": "0",
    }
    reply = send(client, "write", process.slug, shade.public_id, **typed)
    shown = reply.content.decode()
    assert reply.status_code == 422
    assert "The nearest real words are: “Our playground is an oven" in shown
    assert "our playground is a fridge” [#" in shown  # what was typed is kept
    typed["body"] = f"Many say “playground is an oven” [#{one.public_id[:6]}]."
    assert send(client, "write", process.slug, shade.public_id, **typed).status_code == 302
    assert NodeVersion.objects.get().author == claire


def test_a_version_that_never_was_is_an_error_of_the_form(client, claire, process, shade):
    typed = {"body": "Trees.", "author_name": "C. Dumas", "language": "en", "seen": "7"}
    assert send(client, "write", process.slug, shade.public_id, **typed).status_code == 422


def test_the_second_of_two_writers_sees_the_words_of_the_first_and_keeps_theirs(client, claire, process, shade):
    other = Client()
    other.force_login(make_staff("guarantor", display_name="Paul Roche"))
    typed = {"author_name": "X. Y.", "language": "en", "seen": "0"}
    send(other, "write", process.slug, shade.public_id, body="Most people want trees.", **typed)
    reply = send(client, "write", process.slug, shade.public_id, body="Some people want awnings.", **typed)
    shown = reply.content.decode()
    assert reply.status_code == 422
    assert "Some people want awnings." in shown
    assert "trees" in shown
    assert 'name="seen" value="1"' in shown
    assert NodeVersion.objects.count() == 1
    reply = send(client, "write", process.slug, shade.public_id, body="Trees and awnings.", **{**typed, "seen": "1"})
    assert reply.status_code == 302


def test_a_title_changed_meanwhile_is_shown(client, claire, process, shade):
    actions.rename_node(node=shade, title=Translated(en="Shade for all"), seen=shade.title)
    typed = {"title_fr": "", "title_en": "Trees", "seen_en": "Shade"}
    reply = send(client, "rename", process.slug, shade.public_id, **typed)
    assert reply.status_code == 422
    assert "Shade for all" in reply.content.decode()
    assert (
        send(client, "rename", process.slug, shade.public_id, **{**typed, "seen_en": "Shade for all"}).status_code
        == 302
    )


def test_publishing_says_whether_it_is_complete(client, claire, process, shade):
    actions.place(contribution=make_contribution(process), nodes=[shade], by=claire)
    make_contribution(process)
    assert "marked incomplete" in page(client, "publish", process.slug)
    send(client, "publish", process.slug)
    assert not Publication.objects.get().is_complete
    public = Client().get(reverse("synthesis:tree", args=[process.slug])).content.decode()
    assert "This synthesis is not complete: 1 contribution has no place yet." in public


def test_withdrawn_words_leave_the_queue(client, claire, process):
    one = make_contribution(process, title="A tree")
    contributions.withdraw(one)
    assert "Nothing to place yet" in page(client, "work", process.slug)
    assert send(client, "later", process.slug, one.public_id).status_code == 404


def test_the_work_page_costs_the_same_for_two_and_for_forty(client, claire, process, shade):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(client, "work", process.slug)
        return len(asked)

    for n in range(2):
        actions.add_node(process=process, title=Translated(en=f"Idea {n}"))
        actions.place(contribution=make_contribution(process), nodes=[shade], by=claire)
        make_contribution(process)
    cost()
    few = cost()
    for n in range(38):
        actions.add_node(process=process, title=Translated(en=f"More {n}"))
        actions.place(contribution=make_contribution(process), nodes=[shade], by=claire)
        make_contribution(process)
    assert cost() == few


def test_the_ideas_may_begin_from_the_parts_of_the_text(client, claire, process):
    one = make_contribution(process, heading=make_heading(process, title={"en": "Shade"}), title="A tree")
    assert "Or begin from the parts people contributed under" in page(client, "work", process.slug)
    send(client, "begin", process.slug, place="yes")
    shown = page(client, "work", process.slug)
    assert "100%" in shown
    assert "A tree" in shown  # nobody has read it yet
    assert "Read: it stays where it is" in shown
    send(client, "later", process.slug, one.public_id)
    assert "Every contribution has its place" in page(client, "work", process.slug)

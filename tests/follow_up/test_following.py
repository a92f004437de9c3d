"""What is done after the decision: dates, proofs, reports, and an end only when nothing is left."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from parvis.follow_up import actions, facts
from parvis.follow_up.models import Evidence, Milestone
from parvis.follow_up.views import public
from parvis.processes.blocks import Blocked, Forbidden
from parvis.processes.models import Promise
from parvis.ui.translated import Translated
from tests.factories import make_staff

from .conftest import acts, get, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WHY = Translated(en="The soil is polluted.")


def shown(process) -> str:
    return get("milestones", process.slug).content.decode()


def photo(exif: bool = True) -> bytes:
    picture, file = Image.new("RGB", (40, 20), "green"), io.BytesIO()
    data = Image.Exif()
    data[0x010F], data[0x0112] = "MakerOfCameras", 6  # maker, and “turn me a quarter”
    data.get_ifd(0x8825)[1] = "N"
    picture.save(file, "JPEG", exif=data if exif else b"", comment=b"taken by Ana")
    return file.getvalue()


def test_L17_the_follow_up_does_not_end_while_a_commitment_waits(process, decide, commit):
    decision = decide()
    commit()
    with pytest.raises(Blocked, match="L17"):
        actions.end_follow_up(decision)
    decision.refresh_from_db()
    assert decision.followed_until is None


def test_L17_done_or_given_up_with_its_motive_it_ends(process, decide, commit):
    decision = decide()
    actions.mark_done(commit(), done_on=facts.today())
    actions.give_up(commit(title=Translated(en="A pond")), motive=WHY, given_up_on=facts.today())
    actions.end_follow_up(decision)
    assert "The follow-up ended on" in shown(process)
    assert acts()[-1] == "follow_up.ended"


@pytest.mark.parametrize(("days", "reported", "ends"), [(-366, True, True), (-366, False, False), (-300, True, False)])
def test_L17_a_year_past_its_date_only_a_last_report_ends_it(process, decide, commit, days, reported, ends):
    decision = decide()
    commit(days=days)
    if reported:
        actions.report(process, words=Translated(en="Nothing was planted."), signed_by="Camille Aubier")
    if ends:
        actions.end_follow_up(decision)
        assert decision.followed_until
    else:
        with pytest.raises(Blocked, match="L17"):
            actions.end_follow_up(decision)


def test_L17_the_page_says_the_code_and_the_register_remembers(process, decide, commit):
    decide()
    commit()
    refused = post("end", process.slug, person=make_staff("organiser"))
    assert refused.status_code == 409 and "L17" in refused.content.decode()
    assert acts()[-1] == "action.blocked"


def test_a_commitment_is_announced_then_done_with_its_dates(process, office, shade):
    staff = make_staff("organiser")
    sent = {"title_en": "Forty trees", "office": office.pk, "due_on": "2026-02-01", "node": shade.public_id}
    post("add_milestone", process.slug, person=staff, **sent)
    milestone = Milestone.objects.get()
    assert "Late" in shown(process) and "More shade" in shown(process)
    done = {"act": "done", "done-done_on": "2026-03-02"}
    assert post("settle", milestone.public_id, person=staff, **done).status_code == 302
    assert "Done on" in shown(process) and "2026-03-02" in shown(process)
    assert "milestone.done" in acts()


def test_a_day_to_come_is_not_done_yet(process, commit):
    day = (facts.today() + timedelta(days=2)).isoformat()
    answer = post("settle", commit().public_id, person=make_staff("organiser"), act="done", **{"done-done_on": day})
    assert answer.status_code == 422 and "This day is still to come" in answer.content.decode()


def test_a_percentage_comes_with_what_it_is_a_percentage_of(process, commit):
    milestone, staff = commit(), make_staff("organiser")
    sent = {"act": "progress", "progress-percent": 30}
    assert post("settle", milestone.public_id, person=staff, **sent).status_code == 422
    post("settle", milestone.public_id, person=staff, **sent, **{"progress-basis_en": "12 of 40 trees"})
    assert "30% so far" in shown(process) and "12 of 40 trees" in shown(process)
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=milestone.pk).update(percent_basis={})


def test_giving_up_needs_a_motive_and_is_final(process, commit):
    milestone, staff = commit(), make_staff("organiser")
    sent = {"act": "given_up", "given_up-given_up_on": "2026-03-02"}
    assert post("settle", milestone.public_id, person=staff, **sent).status_code == 422
    post("settle", milestone.public_id, person=staff, **sent, **{"given_up-motive_en": WHY["en"]})
    assert WHY["en"] in shown(process)
    with pytest.raises(Forbidden):
        actions.mark_done(milestone, done_on=facts.today())


def prove(milestone, **sent):
    return post("prove", milestone.public_id, person=make_staff("organiser"), words_en="The square in May", **sent)


def test_a_photo_is_drawn_again_upright_and_keeps_nothing_of_its_device(process, commit):
    sent = photo()
    assert b"MakerOfCameras" in sent and b"taken by Ana" in sent
    assert prove(commit(), kind="photo", file=SimpleUploadedFile("IMG_Ana.jpg", sent)).status_code == 302
    proof = Evidence.objects.get()
    assert "IMG_Ana" not in proof.file.name and (proof.width, proof.height) == (20, 40)
    kept = proof.file.read()
    assert b"MakerOfCameras" not in kept and b"taken by Ana" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert f'src="{proof.get_absolute_url()}"' in shown(process) and 'alt="The square in May"' in shown(process)
    served = get("evidence", process.slug, proof.public_id)
    assert b"".join(served.streaming_content) == kept and served.headers["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("photo", b"<svg onload=alert(1)>"),
        ("photo", b"%PDF-1.4 %%EOF"),
        ("photo", photo()[:200]),
        ("document", photo()),
    ],
)
def test_a_file_which_is_not_what_it_says_is_refused(process, commit, kind, content):
    answer = prove(commit(), kind=kind, file=SimpleUploadedFile("photo.jpg", content, "image/jpeg"))
    assert answer.status_code == 422 and not Evidence.objects.exists()


def test_a_document_a_figure_and_a_place(process, commit):
    milestone = commit()
    prove(milestone, kind="document", file=SimpleUploadedFile("x.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n"))
    prove(milestone, kind="figure", value="40", unit="trees", source="Town gardens, May 2026")
    prove(milestone, kind="place", place="48.8566, 2.3522")
    page = shown(process)
    assert "40 trees" in page and "Town gardens, May 2026" in page and "geo:48.8566,2.3522" in page
    document = Evidence.objects.get(kind="document")
    served = get("evidence", process.slug, document.public_id)
    assert served.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("sent", [{"kind": "figure", "value": "40"}, {"kind": "place", "place": "95, 2"}, {"kind": ""}])
def test_a_proof_without_what_its_kind_needs_is_put_right(process, commit, sent):
    assert prove(commit(), **sent).status_code == 422
    assert not Evidence.objects.exists()


def test_a_report_keeps_the_promise_and_the_next_is_owed_in_six_months(process, office, decide, commit):
    first = Promise.objects.create(
        process=process, office=office, kind="follow_up", what={"en": "Report"}, due_on=facts.today()
    )
    decide()
    commit()
    sent = {"words_en": "Twelve trees are planted.", "signed_by": "Camille Aubier"}
    assert post("report", process.slug, person=make_staff("organiser"), **sent).status_code == 302
    first.refresh_from_db()
    assert first.kept_on and process.promises.get(number=2).due_on > facts.today() + timedelta(days=180)
    assert "Twelve trees are planted." in shown(process) and "Report no. 1" in shown(process)


def test_once_nothing_is_left_the_report_is_the_last(process, office, decide, commit):
    Promise.objects.create(
        process=process, office=office, kind="follow_up", what={"en": "Report"}, due_on=facts.today()
    )
    decide()
    actions.mark_done(commit(), done_on=facts.today())
    actions.report(process, words=Translated(en="All is planted."), signed_by="Camille Aubier")
    assert process.promises.count() == 1


def test_the_page_costs_the_same_for_two_commitments_and_for_twelve(process, commit):
    def add(number, first):
        for n in range(number):
            milestone = commit(title=Translated(en=f"Tree {first + n}"))
            actions.add_evidence(
                milestone, kind="figure", words=Translated(en="x"), value="1", unit="tree", source="us"
            )
        with CaptureQueriesContext(connection) as queries:
            shown(process)
        return len(queries)

    shown(process)
    assert add(2, 0) == add(10, 2)


def test_the_timeline_goes_from_the_decision_to_what_is_to_come(process, decide, commit):
    decide(decided_on=facts.today() - timedelta(days=90))
    actions.mark_done(commit(title=Translated(en="A bench")), done_on=facts.today() - timedelta(days=3))
    commit(days=60)
    timeline = shown(process).partition('<ol class="journey">')[2].partition("</ol>")[0]
    assert timeline.index("Decided") < timeline.index("Done – A bench") < timeline.index("To come – Forty trees")


def test_many_commitments_are_shown_page_by_page_at_the_same_cost(process, decide, commit, monkeypatch):
    monkeypatch.setattr(public, "SIZE", 3)
    decide()
    actions.report(process, words=Translated(en="All goes on."), signed_by="Camille")

    def promised(n: int) -> Milestone:
        return commit(days=n // 2, title=Translated(en=f"Step {n}"))

    def page(first: str):
        with CaptureQueriesContext(connection) as queries:
            response = Client().get(reverse("follow_up:milestones", args=[process.slug]), {"from": first})
        return response, len(queries)

    made = [promised(n) for n in range(4)]
    few = page("")[1]
    made += [promised(n) for n in range(4, 8)]
    assert page("")[1] == few
    seen, first = [], ""
    while first is not None:
        response, _cost = page(first)
        seen.append([one.milestone for one in response.context["milestones"]])
        assert bool(response.context["reports"]) == (first == "")  # told once
        url = response.context["next_url"]
        first = url.removeprefix("?from=") if url else None
        assert not url or f'href="{url}"' in response.content.decode()
    assert [len(rows) for rows in seen] == [3, 3, 2]
    assert [one for rows in seen for one in rows] == made
    assert page(made[6].public_id)[1] == page(made[3].public_id)[1]
    for one in made:  # the address of each leads to the page that holds it
        assert f'id="{one.public_id}"' in Client().get(one.get_absolute_url()).content.decode()
    assert page("nowhere")[0].status_code == 400


def test_the_address_of_one_among_few_shows_them_all(process, decide, commit):
    decide()
    first, second = commit(), commit(title=Translated(en="A pond"))
    page = Client().get(second.get_absolute_url()).content.decode()
    assert first.public_id in page and 'class="pages"' not in page

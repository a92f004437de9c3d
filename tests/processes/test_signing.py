"""The pact is signed by every office it names, with an account or on paper, then frozen for good."""

import hashlib
import io
import json
import re
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from PIL import Image

from parvis.exchange import verification
from parvis.ledger.models import Entry
from parvis.processes import actions, changes, scans, signing
from parvis.processes.blocks import Forbidden
from parvis.processes.models import Pact, Process, Signature
from tests.factories import day_here, make_process, make_staff, sign_pact
from tests.people.signing_in import grow_old, signed_in
from tests.processes.test_pacts import make_draft

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(kind="PNG", size=(40, 60)) -> bytes:
    made = io.BytesIO()
    Image.new("L", size, 255).save(made, kind)
    return made.getvalue()


def sign(client, process, **sent):
    return client.post(f"/en/desk/p/{process.slug}/sign/", sent)


def act(content=PDF, name="act.pdf", **fields):
    scan = SimpleUploadedFile(name, content)
    return {
        "act": "file",
        "name": "Camille Aubier",
        "number": "2027-14",
        "signed_on": "2027-02-01",
        "scan": scan,
    } | fields


def inside(pdf: bytes) -> bytes:
    """What a PDF says of itself, its streams inflated."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
    return b"\n".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x")


def anew(process) -> Process:
    return Process.objects.get(pk=process.pk)


def test_a_decider_named_in_the_pact_signs_with_their_account():
    process = make_draft()
    client = signed_in(make_staff("decider", display_name="Camille  AUBIER"))
    assert str(process.title) in client.get("/fr/desk/to-sign/").text
    assert "The budget" in client.get(f"/en/desk/p/{process.slug}/sign/").text
    sign(client, process, act="sign")
    sign(client, process, act="sign")
    (signature,) = process.signatures.all()
    assert (signature.name, signature.act_number) == ("Camille Aubier", "")
    assert anew(process).pact.signed_by == "Camille Aubier, présidente"
    assert not Entry.objects.exists()  # a draft leaves no public trace


def test_drafts_that_name_others_cost_no_query(django_assert_num_queries):
    decider, day = make_staff("decider", display_name="Odile Marchenoir"), day_here()
    for _n in range(3):
        make_draft()
    drafts = list(Process.objects.select_related("pact", "territory"))
    assert decider.has_role("decider")
    with django_assert_num_queries(1):  # who named them a deputy
        assert signing.to_sign(drafts, decider, day) == []


def test_nobody_signs_for_another():
    process = make_draft()
    other = make_staff("decider", display_name="Odile Marchenoir")
    assert signed_in(other).get(f"/en/desk/p/{process.slug}/sign/").status_code == 404
    with pytest.raises(Forbidden):
        signing.sign(process, person=other)
    organiser = signed_in(make_staff("organiser", display_name="Camille Aubier"))
    sign(organiser, process, act="sign")
    assert not process.signatures.exists()


def test_signing_asks_who_is_there_when_the_last_proof_is_old():
    process = make_draft()
    client = signed_in(make_staff("decider", display_name="Camille Aubier"))
    grow_old(client)
    assert "/account/second-factor/confirm/?next=" in sign(client, process, act="sign")["Location"]
    assert not process.signatures.exists()


def test_a_pact_that_lacks_something_is_not_signed():
    process = make_draft()
    process.documents.all().delete()
    client = signed_in(make_staff("decider", display_name="Camille Aubier"))
    page = sign(client, process, act="sign")
    assert page.status_code == 409 and "L01" in page.text
    assert not process.signatures.exists()


def test_an_act_signed_on_paper_is_filed_with_its_number_its_date_and_its_scan():
    process = make_draft()
    client = signed_in(make_staff("organiser"))
    assert sign(client, process, **act(b"")).status_code == 422
    assert sign(client, process, **act(number="")).status_code == 422
    assert sign(client, process, **act()).status_code == 302
    (signature,) = process.signatures.all()
    assert signature.scan_fingerprint == hashlib.sha256(PDF).hexdigest()
    assert signature.scan.name == f"acts/{signature.public_id}.pdf"
    assert Client().get(signature.get_absolute_url()).status_code == 404  # not before the process is public
    actions.publish_process(anew(process))
    kept = Client().get(signature.get_absolute_url())
    assert b"".join(kept.streaming_content) == PDF
    assert kept["Content-Disposition"].startswith("attachment")
    assert "signed act no. 2027-14" in Client().get(f"/en/p/{process.slug}/pact/").text


@pytest.mark.parametrize(
    ("content", "extension"), [(PDF, "pdf"), (picture(), "png"), (picture("JPEG"), "jpg")], ids=["pdf", "png", "jpeg"]
)
def test_a_scan_is_known_by_its_content(content, extension):
    assert scans.read(content).extension == extension


@pytest.mark.parametrize(
    "content",
    [b"<svg onload='x'/>", b"%PDF-1.7 cut", picture()[:60], picture("GIF"), PDF + b" " * scans.LIMIT],
    ids=["svg", "cut pdf", "cut png", "gif", "too large"],
)
def test_anything_else_is_not_a_scan(content):
    process = make_draft()
    page = sign(signed_in(make_staff("organiser")), process, **act(content))
    assert page.status_code == 422 and "2027-14" in page.text
    assert not process.signatures.exists()


def test_several_offices_sign_one_pact():
    process = make_draft()
    changes.change_pact(process, cosigners="Odile Marchenoir, mayor\nBastien Ormelle")
    process = anew(process)
    assert [(signer.name, signer.function) for signer in signing.signers(process)][1:] == [
        ("Odile Marchenoir", "mayor"),
        ("Bastien Ormelle", ""),
    ]
    signing.sign(process, person=make_staff("decider", display_name="Camille Aubier"))
    assert anew(process).pact.signed_by == ""
    with pytest.raises(actions.NotReady) as refusal:
        actions.publish_process(anew(process))
    assert len(refusal.value.block.details) == 2
    sign_pact(process)
    assert "Odile Marchenoir, mayor; Bastien Ormelle" in anew(process).pact.signed_by
    actions.publish_process(anew(process))


def test_what_was_signed_is_frozen_and_anyone_can_check_it(client):
    process = make_draft()
    sign_pact(process)
    actions.publish_process(anew(process))
    kept = client.get(f"/fr/p/{process.slug}/pact.json")
    fingerprint = hashlib.sha256(kept.content).hexdigest()
    page = client.get(f"/en/p/{process.slug}/pact/").text
    assert fingerprint in page and "signed with their account" in page
    told = json.loads(kept.content)
    assert told["agreement"]["pact"]["decider_name"] == "Camille Aubier"
    assert [one["name"] for one in told["signatures"]] == ["Camille Aubier"]
    frozen, signed = (json.loads(bytes(Entry.objects.get(act=act).record)) for act in ("pact.frozen", "pact.signed"))
    assert frozen["body"] == {"sha256": fingerprint}
    assert signed["body"]["name"] == "Camille Aubier"
    assert client.get(f"/en/p/{make_process().slug}/pact.json").status_code == 404  # signed elsewhere, long ago


def test_a_pact_that_was_tampered_with_is_found():
    process = make_draft()
    sign_pact(process)
    actions.publish_process(anew(process))
    assert list(verification.pacts()) == []
    forged = process.pact.frozen.replace("Le budget", "Tout")
    Pact.objects.update(frozen=forged or "{}", fingerprint=hashlib.sha256(forged.encode()).hexdigest())
    assert len(list(verification.pacts())) == 1


def test_the_database_keeps_a_frozen_pact_with_its_fingerprint():
    pact = make_process().pact
    with pytest.raises(IntegrityError):
        Pact.objects.filter(pk=pact.pk).update(frozen="{}")


def test_the_pact_is_printed_on_one_page_in_each_language(client):
    process = make_draft()
    sign_pact(process)
    actions.publish_process(anew(process))
    for language, title in (("fr", "Le pacte"), ("en", "The pact")):
        printed = client.get(f"/{language}/p/{process.slug}/pact.pdf")
        assert printed["Content-Type"] == "application/pdf"
        told = inside(printed.content)
        assert len(re.findall(rb"/Type\s*/Page\b", told)) == 1
        assert f"/Lang ({language})".encode() in told
        assert title.encode("utf-16-be") in told or title.encode() in told


def test_a_server_that_cannot_print_says_so(client, monkeypatch):
    def absent(process, language):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("parvis.processes.printing.pact_pdf", absent)
    page = client.get(f"/en/p/{make_process().slug}/pact.pdf")
    assert page.status_code == 503 and "prints well from a browser" in page.text


def test_a_signature_stays_when_its_account_goes():
    process = make_draft()
    decider = make_staff("decider", display_name="Camille Aubier")
    signing.sign(process, person=decider)
    decider.delete()
    assert Signature.objects.get().person is None
    assert signing.unsigned(anew(process)) == []

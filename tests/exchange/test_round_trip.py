"""Leaving with everything: what one instance writes, another reads, and writes again the same."""

import difflib
import hashlib
import json
import re
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parvis.amendments import actions as amendments
from parvis.amendments.models import Carrying, Duty, Member
from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution, DeclaredCount
from parvis.decisions import actions as answering
from parvis.decisions.actions import publish_answer
from parvis.deputies.models import DelegatedSignature
from parvis.exchange import open_data, verification
from parvis.exchange.coming_back import carried as coming_back
from parvis.exchange.coming_back import loading
from parvis.exchange.demonstration import loading as demonstration
from parvis.exchange.tables import Refused
from parvis.handover.actions import hand_over
from parvis.ledger.models import Entry
from parvis.moderation import actions as moderation
from parvis.moderation.models import Contest
from parvis.outcomes.models import Listed, Stage
from parvis.people import actions as people
from parvis.people.models import Organisation
from parvis.processes import signing
from parvis.processes.models import Office, OfficeHolder, Process, Promise
from parvis.processes.scans import Scan
from parvis.synthesis import actions as synthesis
from parvis.synthesis.models import Dispute, Node
from parvis.territories.models import Territory
from parvis.texts.models import Anchor
from parvis.ui.translated import Translated
from tests.amendments.makers import MOTIVE, carry, make_member
from tests.factories import (
    day_here,
    make_amended,
    make_bill,
    make_contribution,
    make_follow_up,
    make_participant,
    make_person,
    make_process,
    make_staff,
    make_synthesis,
)
from tests.outcomes.making import make_chamber

pytestmark = pytest.mark.django_db
COUNTED_ELSEWHERE = {"counts.csv", "declared_counts.csv", "contributions.csv", "contributions.json", "process.json"}


def written(target) -> dict[str, bytes]:
    """Every file of every process, by its path."""
    open_data.export(Process.objects.published().order_by("slug"), target)
    index = json.loads((target / "index.json").read_text())
    names = [f"{one['slug']}/{name}" for one in index["processes"] for name in one["files"]]
    return {name: (target / name).read_bytes() for name in names}


def emptied() -> None:
    """Another instance, where nothing was ever said."""
    Entry.objects.all().delete()
    DeclaredCount.objects.all().delete()
    with connection.constraint_checks_disabled():
        Process.objects.all().delete()
    Office.objects.all().delete()
    Territory.objects.update(parent=None)
    Territory.objects.all().delete()
    Organisation.objects.all().delete()
    Member.objects.all().delete()


def same(before: dict[str, bytes], after: dict[str, bytes], but: set[str] = frozenset()) -> None:
    assert before.keys() == after.keys()
    for path, content in before.items():
        if path.rpartition("/")[2] not in but and after[path] != content:
            told = [content.decode(errors="replace").splitlines(), after[path].decode(errors="replace").splitlines()]
            pytest.fail("\n".join([path, *list(difflib.unified_diff(*told, lineterm="", n=1))[:40]]))


def said(files: dict[str, bytes]) -> dict[str, dict]:
    """Contributions by public id, without what tells totals from answers given one by one."""
    found = {}
    for path, content in files.items():
        if path.endswith("/contributions.json"):
            for row in json.loads(content)["contributions"]:
                found[row["id"]] = {name: value for name, value in row.items() if not name.startswith("declared_")}
    return found


def test_a_text_in_several_versions_comes_back_with_where_each_modification_stands(tmp_path, media):
    make_amended()
    before = written(tmp_path / "one")
    emptied()
    loading.load(tmp_path / "one")
    after = written(tmp_path / "two")
    same(before, after, but=COUNTED_ELSEWHERE)
    assert said(before) == said(after)
    assert Anchor.objects.count() == 5 and Anchor.objects.exclude(decision="").count() == 2


def test_the_list_of_a_chamber_comes_back_with_what_happened_to_ours(tmp_path, media):
    make_chamber()
    before = written(tmp_path / "one")
    emptied()
    loading.load(tmp_path / "one")
    same(before, written(tmp_path / "two"), but=COUNTED_ELSEWHERE)
    ours, other = Listed.objects.order_by("position")
    assert (ours.carrying.number, ours.outcome, ours.opinions) == ("12", "adopted", {"commission": "Favorable"})
    assert (other.carrying, other.parent, other.article.slug) == (None, "12", "article-2")
    assert Stage.objects.filter(carrying=ours.carrying).count() == 2


def test_a_member_who_comes_back_is_known_and_a_namesake_is_somebody_else():
    here = make_member()
    came = {"name": here.name, "function": here.function, "body": here.body, "kind": "member", "group": "Les Prés"}
    came |= {"id": "m" * 22, "slug": here.slug, "page_url": "", "since": "2024-07-01", "until": None}
    assert coming_back.member(came) == here  # written here too, by hand
    other = coming_back.member({**came, "body": "Sénat"})
    assert other.slug == f"{here.slug}-2" and coming_back.member({**came, "body": "Sénat"}) == other


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_the_demonstration_leaves_whole_and_comes_back_the_same(tmp_path, media):
    demonstration.load()
    before = written(tmp_path / "one")
    assert any(path.endswith("synthesis.json") for path in before)
    assert any(path.endswith("decision.json") for path in before)
    emptied()
    results = loading.load(tmp_path / "one")
    assert all(result.changed for result in results)
    after = written(tmp_path / "two")
    same(before, after, but=COUNTED_ELSEWHERE)
    assert said(before) == said(after)
    assert list(verification.problems()) == []
    emptied()
    loading.load(tmp_path / "two")
    same(after, written(tmp_path / "three"))


def carried(process, article) -> None:
    """A modification adapted by a member, checked and tabled; refused by another; and what an office refused."""
    body = article.body.replace("un arbre", "deux arbres")
    amendment = make_contribution(process, "modification", parent=article, base=article.body, body=body)
    paragraphs = [body.split("\n")[0].replace("deux", "trois"), *body.split("\n")[1:]]
    one = carry(amendment, make_member(page_url="https://example.org/12"), "adapted", paragraphs=paragraphs)
    amendments.check(one, verdict="doubtful", note="=Une charge.", checked_by="Yann Le Goff", by=make_staff("clerk"))
    amendments.table(one, number="CL12")
    amendments.withdraw(one)
    office, due = Office.objects.create(slug="owes", name={"fr": "La région"}), day_here()
    promise = {"kind": "carrying", "number": 1, "office": office, "what": {"fr": "Examiner"}, "due_on": due}
    owed = Promise.objects.create(process=process, **promise)
    duty = Duty.objects.create(amendment=amendment, office=office, promise=owed, people=12)
    amendments.refuse_duty(duty, motive=MOTIVE, signed_by="Léa Petit")
    carry(amendment, make_member(name="Noé Balland", until=due), "refused")
    told = {"office": office, "status": "not_kept", "ground": "financial", "reason": MOTIVE, "signed_by": "Léa Petit"}
    publish_answer(contribution=amendment, **told)
    assert Carrying.objects.count() == 2


@pytest.fixture
def world(media, settings):
    """A process with something of everything: see below what must not leave with it."""
    organiser = make_staff("organiser", display_name="Canari-organisatrice")
    process = make_process(open=False, slug="whole", published_at=None, source="")
    bill = make_bill(process, articles=2)
    process.steps.create(position=1, title={"fr": "Le conseil"}, can_change={"fr": "Le plan"})
    process.facts.create(position=1, words={"fr": "Deux réunions."}, source="Le procès-verbal")
    process.questions.create(position=1, text={"fr": "Quoi planter ?"})
    process.documents.create(position=1, title={"fr": "Le plan"}, url="https://example.org/plan")
    scan = Scan(b"%PDF-1.4 the signed act %%EOF", "pdf")
    signing.file_act(process, name="Camille Aubier", number="2026-12", signed_on=day_here(), scan=scan, by=organiser)
    DelegatedSignature.objects.create(signature=process.signatures.get(), words="Léa Petit, par délégation, no 12")
    process.meetings.create(title={"fr": "Au marché"}, place={"fr": "Place"})
    Process.objects.filter(pk=process.pk).update(published_at=timezone.now())
    process.refresh_from_db()
    signing.freeze(process)
    author = make_person("canari@secret.example", display_name="Canari-autrice")
    group = people.declare_organisation(person=author, name="Les Arbres", represents="Nous", interests="Aucun")
    said = make_contribution(
        process, title="=1+1 arbres", author=author, signature="Canari-signature", organisation=group
    )
    contributions.edit(said, title="=2+2 arbres")
    contributions.take_stance(
        contribution=said, participant=make_participant(process, make_person()), value="agree", channel="paper"
    )
    made = make_synthesis(process, said)
    hidden = make_contribution(process, "experience", title="Canari-caché", body="Canari-caché-corps")
    gone = make_contribution(process, title="Canari-retiré", body="Canari-retiré : les bancs sont cassés.")
    shade = Node.objects.get(public_id=made["node"])
    body = "On dit « les bancs sont cassés » [#{}]. D’autres disent « Canari-caché-corps » [#{}]."
    body = body.format(gone.public_id[:8], hidden.public_id[:8])
    synthesis.write(node=shade, body=body, author=organiser, author_name="Claire Dumas", seen=1)
    synthesis.place(contribution=hidden, nodes=[shade], by=organiser)
    synthesis.put_outside(contribution=gone, reason="Relève de l’État.", by=organiser)
    synthesis.publish(process, by=organiser)
    dispute = Dispute.objects.get()
    Dispute.objects.filter(pk=dispute.pk).update(words="Canari-objection")
    synthesis.answer_dispute(dispute=dispute, answer="Canari-réponse", by=organiser)
    synthesis.write(node=shade, body="Canari-brouillon.", author=organiser, author_name="C. D.", seen=2)
    synthesis.add_node(process=process, title=Translated(fr="Canari-idée"))
    moderation.hide(contribution=hidden, moderator=make_staff("moderator"), ground="insult", reason="Une attaque.")
    argument = make_contribution(process, "argument", parent=said, title="Canari-caché", body="Canari-caché-corps")
    moderation.hide(contribution=argument, moderator=make_staff("moderator"), ground="insult", reason="Une attaque.")
    Contest.objects.create(
        decision=argument.moderation.get(),
        words="Canari-contestation",
        answered_at=timezone.now(),
        answer="C’est bien une attaque.",
        upheld=True,
    )
    contributions.withdraw(gone)
    carried(process, bill.articles.first().contribution)
    make_follow_up(process, said, made["node"])
    office = Office.objects.get(slug="follow-up")
    OfficeHolder.objects.create(office=office, name="Léa Petit", since=day_here())
    why = "Douze arbres seront plantés devant l’école à l’automne, comme beaucoup l’ont demandé ici même."
    told = {"office": office, "status": "kept_partly", "reason": why, "place": "art. 2", "signed_by": "Léa Petit"}
    node_answer = publish_answer(node=shade, **told)
    promise = {"kind": "decision", "office": office, "what": {"fr": "La décision"}, "due_on": day_here()}
    answer = publish_answer(contribution=said, **told)
    answering.reply(answer=answer, contribution=said, satisfied=False, words="Canari-réplique")
    argued = make_contribution(process, "argument", parent=said)
    answering.reply(answer=node_answer, contribution=argued, satisfied=True)
    Promise.objects.create(process=process, **promise, kept_on=day_here(), evidence={"fr": "Le plan"})
    process.corrections.create(of="summary", before={"fr": "a"}, after={"fr": "b"}, motive={"fr": "Une faute."})
    hand_over(process, office=office, disagreements=["Sur les bancs : on n’est pas d’accord."])
    return process


def test_everything_public_comes_back_and_what_is_shown_is_the_same(world, tmp_path):
    pages = [
        reverse(name, args=["whole"])
        for name in ("synthesis:tree", "synthesis:outside", "synthesis:publications", "synthesis:suggestions")
    ]
    pages += [
        reverse(name, args=["whole"])
        for name in ("follow_up:decision", "follow_up:milestones", "decisions:answers", "handover:handed_over")
    ]
    before, shown = written(tmp_path / "one"), [shown_at(url) for url in pages]
    assert {
        *("pact.json", "synthesis.json", "suggestions.json", "decision.json", "answers.csv", "versions.csv"),
        *("organisations.csv", "articles.csv", "bin.csv", "handed_over.csv", "1.json"),
    } <= {path.rpartition("/")[2] for path in before}
    assert sum("/acts/" in path or "/evidence/" in path for path in before) == 2
    emptied()
    loading.load(tmp_path / "one")
    same(before, (after := written(tmp_path / "two")), but=COUNTED_ELSEWHERE)
    assert said(before) == said(after)
    assert list(verification.problems()) == []
    assert [shown_at(url) for url in pages] == shown
    Dispute.objects.get(answer="[…]", words="")
    emptied()
    loading.load(tmp_path / "two")
    same(after, written(tmp_path / "three"))


def shown_at(url: str) -> str:
    """The words of a page, without what changes from one to the next."""
    reply = Client().get(url)
    assert reply.status_code == 200, url
    main = reply.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_nothing_leaves_but_what_the_pages_show(world, tmp_path):
    everything = "\n".join(content.decode(errors="replace") for content in written(tmp_path / "one").values())
    for canary in (
        "caché",
        "caché-corps",
        "retiré",
        "objection",
        "réponse",
        "réplique",
        "contestation",
        "brouillon",
        "idée",
        "signature",
        "autrice",
    ):
        assert f"Canari-{canary}" not in everything, canary
    assert "Canari-organisatrice" not in everything
    assert "secret.example" not in everything
    assert "les bancs sont cassés" not in everything
    assert "[…]" in everything


def test_the_same_files_again_change_nothing_and_others_are_refused(world, tmp_path):
    written(tmp_path / "one")
    with pytest.raises(Refused):  # the process is already there, and was not imported
        loading.load(tmp_path / "one")
    emptied()
    assert loading.load(tmp_path / "one")[0].changed
    assert not loading.load(tmp_path / "one")[0].changed
    answers = tmp_path / "one" / "whole" / "answers.csv"
    answers.write_text(answers.read_text().replace("Douze", "Treize"))
    with pytest.raises(Refused) as refusal:
        loading.load(tmp_path / "one")
    assert "whole/answers.csv" in str(refusal.value)


def test_a_zip_comes_back_by_the_command_whole_or_not_at_all(world, tmp_path, capsys):
    target = tmp_path / "all.zip"
    call_command("export", target)
    emptied()
    with zipfile.ZipFile(target) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    broken = json.loads(files["whole/synthesis.json"])
    broken["nodes"][0]["places"][0]["contribution"] = "nowhere"
    files["whole/synthesis.json"] = json.dumps(broken).encode()
    index = json.loads(files["index.json"])
    index["processes"][0]["files"]["synthesis.json"] = hashlib.sha256(files["whole/synthesis.json"]).hexdigest()
    files["index.json"] = json.dumps(index).encode()
    with zipfile.ZipFile(tmp_path / "broken.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(CommandError):
        call_command("import", "open-data", tmp_path / "broken.zip")
    assert not Process.objects.exists()
    call_command("import", "open-data", target)
    assert Process.objects.get().slug == "whole"
    told = capsys.readouterr().out
    assert "whole" in told and all(words in told for words in loading.not_in_the_files())
    with pytest.raises(CommandError):
        call_command("import", "open-data", tmp_path / "nowhere")


def test_totals_come_back_as_totals(tmp_path, media):
    process = make_process()
    one = make_contribution(process)
    for value in ("agree", "agree", "disagree"):
        contributions.take_stance(
            contribution=one, participant=make_participant(process, make_person()), value=value, channel="web"
        )
    written(tmp_path / "one")
    emptied()
    loading.load(tmp_path / "one")
    back = Contribution.objects.get(public_id=one.public_id)
    assert (back.agree, back.disagree, back.people) == (2, 1, 3)
    assert DeclaredCount.objects.get(measure="agree").value == 2
    assert back.process.people_elsewhere == 3

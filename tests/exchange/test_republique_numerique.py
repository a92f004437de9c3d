"""The importer on files of our own: what is right becomes rows, what is wrong is told by file and line."""

import re

import pytest
from django.utils import translation

from parvis.contributions.models import Contribution, DeclaredCount, Participant, Stance, Tally
from parvis.exchange.republique_numerique.loading import load
from parvis.exchange.tables import Refused
from parvis.exchange.verification import problems
from parvis.ledger.models import Entry
from parvis.moderation.models import Decision
from parvis.processes.models import Process
from parvis.search.models import Document

from .consultation import ART9, write_folder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "files")


def test_everything_said_finds_its_place(folder):
    process = load(folder).process
    by_id = {row.external_id: row.contribution for row in process.batches.get().rows.select_related("contribution")}
    article = by_id["o61"]
    assert (article.kind, article.title, article.signature) == ("article", "Le droit de lire", "")
    assert article.article.paragraphs == ["I. – Chacun lit.", "1°\xa0Les livres\xa0;", "II. – Chacun relit."]
    assert article.article.explanation == {"fr": "En clair, article 1."}
    assert by_id["o100"].body == "Lire dehors.\n\n- au parc\n- au bord de l’eau"
    assert by_id["o100"].reason == "Parce qu’il fait beau."
    modification = by_id["v1"]
    assert (modification.parent, modification.missing, modification.reason) == (
        by_id["o69"],
        "text",
        "Six mois suffisent.",
    )
    assert by_id["v2"].said_at is None
    assert by_id["argument-2"].side == "against"
    assert by_id["source-1"].link == "https://example.org/etude"


def test_votes_are_stances_or_declared_and_both_are_shown(folder):
    process = load(folder).process
    shown = {row.title: (row.agree, row.mixed, row.disagree) for row in process.contributions.exclude(title="")}
    assert shown["Les revues"] == (3, 0, 1)
    assert shown["Un délai plus court"] == (4, 0, 1)
    assert Stance.objects.count() == 6
    assert not Stance.objects.exclude(taken_at=None).exists()
    declared = DeclaredCount.objects.filter(contribution__title="Un délai plus court").values_list("measure", "value")
    assert dict(declared) == {"agree": 2, "arguments": 3, "sources": 1}
    assert Tally.objects.get(contribution__title="Un délai plus court", value="agree").count == 2
    assert not Participant.objects.filter(key=None).exists()


def test_what_has_no_text_is_still_counted(folder):
    row = load(folder).process.contributions.get(title="Un délai plus court")
    assert (row.sources, row.discussion) == (1, 4)


def test_what_the_source_put_aside_is_hidden_with_its_trace(folder):
    load(folder)
    hidden = Contribution.objects.get(title="Une idée mise de côté")
    assert hidden.hidden_at
    assert hidden.disagree == 4
    assert Decision.objects.get(contribution=hidden).ground == "unknown"
    assert not Document.objects.filter(key=hidden.pk).exists()


def test_no_promise_and_no_signature_are_invented(folder):
    process = load(folder).process
    assert process.published_at
    assert process.source
    assert (process.pact.signed_by, process.pact.decider_name, process.pact.promise_days) == ("", "", None)
    assert not process.promises.exists()
    assert not process.is_open


def test_its_page_says_no_promise_was_recorded_and_tells_the_facts_of_2015_with_their_sources(client, folder):
    process = load(folder).process
    page = client.get(f"/en/p/{process.slug}/").content.decode()
    assert "No promise recorded." in page
    assert "5 new articles and about 90 changes" in page and "Le Monde informatique, 9 décembre 2015" in page
    assert process.slug not in client.get("/en/promises/").content.decode()
    assert all(fact.source for fact in process.facts.all())


def test_an_import_of_before_is_told_the_facts_once(folder):
    process = load(folder).process
    process.facts.all().delete()
    for _twice in range(2):
        load(folder)
    assert process.facts.count() == 4


def test_known_oddities_are_warnings(folder):
    warnings = "\n".join(load(folder).warnings)
    assert "votes that repeat an earlier one: 1" in warnings
    assert "o101" in warnings


def test_verification_finds_nothing_to_say(folder):
    load(folder)
    assert list(problems()) == []
    assert Entry.objects.filter(act="import.done").count() == 1


def test_a_second_run_changes_nothing(folder):
    assert load(folder).changed
    before = sorted(Contribution.objects.values_list("public_id", "agree"))
    entries = Entry.objects.count()
    assert not load(folder).changed
    assert sorted(Contribution.objects.values_list("public_id", "agree")) == before
    assert Entry.objects.count() == entries


def test_other_files_than_the_first_time_are_refused(folder):
    load(folder)
    change(folder, "arguments.csv", "Lire rend libre.", "Lire rend ivre.")
    with pytest.raises(Refused, match="not those imported"):
        load(folder)


def change(folder, name, old, new):
    path = folder / name
    raw = path.read_bytes()
    assert raw.count(old.encode()) >= 1
    path.write_bytes(raw.replace(old.encode(), new if isinstance(new, bytes) else new.encode(), 1))


WRONG = {
    "a missing column": ("arguments.csv", "side,", "", r"arguments\.csv, line 1: the column “side” is missing"),
    "an unknown column": ("sources.csv", "author\r", "author,age\r", r"sources\.csv, line 1: .*“age” is not known"),
    "a word for a number": (
        "contributions.csv",
        "u00002,2,0,0,2",
        "u00002,two,0,0,2",
        r"contributions\.csv, line 4: votes_pro “two”",
    ),
    "a number below zero": ("opinions.csv", "5,1,2,8", "5,-1,2,8", r"opinions\.csv, line 2: votes_mitige"),
    "a sum that is wrong": (
        "contributions.csv",
        "u00002,2,0,0,2",
        "u00002,2,0,0,3",
        r"contributions\.csv, line 4: votes_total",
    ),
    "an impossible date": ("arguments.csv", "2015-10-01", "2015-13-01", r"arguments\.csv, line 2: created_at"),
    "a date without zone": ("sources.csv", "+0200", "", r"sources\.csv, line 2: created_at"),
    "an argument about nothing": ("arguments.csv", "1,61,", "1,999,", r"arguments\.csv, line 2: opinion_id 999"),
    "a source about nothing": ("sources.csv", "1,61,", "1,999,", r"sources\.csv, line 2: opinion_id 999"),
    "a modification of nothing": (
        "contributions.csv",
        f"{ART9},{ART9}/versions",
        f"nowhere,{ART9}/versions",
        r"contributions\.csv, line 6: the parent of v1",
    ),
    "a vote on nothing": ("article9_votes.csv", "un-delai-plus-court", "un-delai", r"article9_votes\.csv, line 2"),
    "a vote that is no vote": ("article9_votes.csv", "u00010,1", "u00010,2", r"article9_votes\.csv, line 2: vote “2”"),
    "an unknown side": ("arguments.csv", ",for,", ",maybe,", r"arguments\.csv, line 2: side “maybe”"),
    "the same number twice": (
        "arguments.csv",
        "\r\n2,61",
        "\r\n1,61",
        r"arguments\.csv, line 3: id 1 was already on line 2",
    ),
    "the same article twice": (
        "bill_articles.csv",
        "69,9,",
        "69,1,",
        r"bill_articles\.csv, line 3: number 1 was already on line 2",
    ),
    "a row cut short": ("arguments.csv", ",u00006,0\r\n", "\r\n", r"arguments\.csv, line 3: 6 cells instead of 8"),
    "an address that runs code": (
        "sources.csv",
        "https://example.org/etude",
        "javascript:alert(1)",
        r"sources\.csv, line 2: link",
    ),
    "an address with a hidden turn": ("sources.csv", "org/etude", "org/\u202eetude", r"sources\.csv, line 2: link"),
    "words nobody sees": (
        "arguments.csv",
        "Lire rend libre.",
        "\u200b\u202e",
        r"arguments\.csv, line 2: body is empty",
    ),
    "another encoding": ("sources.csv", "Étude", b"\xc9tude", r"sources\.csv, line 2: this is not UTF-8"),
    "a NUL byte": ("appendices.csv", "fait beau", b"fait\x00beau", r"appendices\.csv, line 4: a NUL byte"),
    "a quote left open": ("appendices.csv", "Parce", '"Parce', r"appendices\.csv, line 4: this is not well-formed"),
    "fewer counts than votes": (
        "contributions.csv",
        "u00004,4,0,1,5",
        "u00004,1,0,4,5",
        r"line 2: votes_pro is 4, and 1",
    ),
    "more arguments than counted": (
        "contributions.csv",
        "5,1,2,8,2,1",
        "5,1,2,8,1,1",
        r"contributions\.csv, line 2: arguments\.csv holds 2",
    ),
    "a title too long": ("sources.csv", "Étude", "É" * 301, r"sources\.csv, line 2: title is 301 characters long"),
    "another author": ("opinions.csv", "u00002", "u00099", r"opinions\.csv, line 4: the title or the author differs"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_told_by_line_and_nothing_is_imported(name, folder):
    file, old, new, told = WRONG[name]
    change(folder, file, old, new)
    with pytest.raises(Refused) as refused:
        load(folder)
    assert any(re.search(told, problem) for problem in refused.value.problems), refused.value.problems
    assert not Process.objects.exists()
    assert not Entry.objects.exists()


def test_every_wrong_row_is_told_at_once(folder):
    change(folder, "arguments.csv", ",for,", ",maybe,")
    change(folder, "sources.csv", "1,61,", "1,61,")
    change(folder, "opinions.csv", "5,1,2,8", "5,x,2,8")
    with pytest.raises(Refused) as refused:
        load(folder)
    assert len(refused.value.problems) == 2


def test_a_file_that_is_not_there_is_named(folder):
    (folder / "sources.csv").unlink()
    with pytest.raises(Refused, match=r"sources\.csv"):
        load(folder)


def test_nothing_stays_when_writing_fails_half_way(folder, monkeypatch):
    monkeypatch.setattr("parvis.exchange.republique_numerique.loading.publish_process", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(folder)
    assert not Process.objects.exists()
    assert not Contribution.objects.exists()


def test_the_report_is_in_the_language_of_the_operator(folder):
    result = load(folder)
    with translation.override("fr"):
        told = dict(result.figures)
    assert told["Articles"] == result.counts["articles"]
    assert told["Masqués par la modération"] == result.counts["hidden"]
    assert len(told) == len(result.counts)

"""The demo is content: whatever a loader relies on is checked here, without a database."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from parvis.processes.promises.kinds import Promised

DEMO = Path(__file__).resolve().parents[2] / "parvis" / "exchange" / "demo"
PROCESSES = ("a", "b", "c")
OPINIONS = ("agree", "mixed", "disagree")
PACT = {
    *(
        "link",
        "decider",
        "decision_object",
        "decision_body_date",
        "negotiable",
        "non_negotiable",
        "audience",
        "calendar",
    ),
    *("answer_rule", "promise_days", "expected_audience", "legal_basis", "art9_ground", "documents", "signed_by"),
    *("signed_on", "path", "questions", "meetings"),
}
UNFINISHED = r"\b(lorem|ipsum|todo|tbd|fixme|xxx|placeholder|coming soon|à compléter|blabla)\b"
REAL = (
    r"\b(france|paris|lyon|marseille|nantes|london|facebook|google|amazon|19\d\d|20[2-9]\d)\b"  # places, firms, years
)


def read(name: str) -> dict:
    return tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"))


AMENDED = read("amended_a")
TERRITORY, PEOPLE, BILL = read("territory"), read("people"), read("bill")
PROCESS = {key: read(f"process_{key}") for key in PROCESSES}
SAID = {key: read(f"contributions_{key}") for key in PROCESSES}
EVERYTHING = [(key, row) for key in PROCESSES for row in SAID[key]["contribution"]]
ARTICLES = {f"article:{article['number']}": article for article in BILL["articles"]}
STAFF = {person["key"] for person in PEOPLE["staff"]}
AUTHORS = {row["key"] for row in PEOPLE["residents"] + PEOPLE["organisations"]}
OFFICES = {office["key"] for office in TERRITORY["offices"]}


def votes(row: dict) -> int:
    return sum(row.get(opinion, 0) for opinion in OPINIONS)


def walk(value, path=""):
    """Every (path, value) under a TOML value, tables included."""
    yield path, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from walk(part, f"{path}/{key}")


def edited(row: dict, rows: dict[str, dict]) -> tuple[str, str]:
    """What a modification amends: the text before, the text after."""
    parent = row["parent"]
    if parent in ARTICLES:
        before = "\n".join(ARTICLES[parent]["paragraphs"])
    else:  # a proposal, or what somebody else proposes for an article
        before = rows[parent]["body"] if "body" in rows[parent] else edited(rows[parent], rows)[1]
    after = before
    for old, new in row["replace"]:
        assert before.count(old) == 1, (row["key"], old)
        after = after.replace(old, new)
    return before, after


def test_the_demo_has_some_200_contributions_and_3000_votes():
    assert 195 <= len(EVERYTHING) <= 230
    cast = sum(votes(row) for _, row in EVERYTHING) + sum(votes(article) for article in BILL["articles"])
    assert 2_800 <= cast <= 3_200


def test_two_thirds_of_what_people_say_is_french_and_one_third_english():
    for key in PROCESSES:
        languages = Counter(row["language"] for row in SAID[key]["contribution"])
        assert set(languages) == {"fr", "en"}
        assert 0.25 <= languages["en"] / languages.total() <= 0.45, key


def test_keys_are_unique():
    for rows in (
        [row["key"] for row in [*(row for _, row in EVERYTHING), *SAID["a"]["binned"], *AMENDED["contribution"]]],
        [row["key"] for group in ("staff", "members", "residents", "organisations") for row in PEOPLE[group]],
        [row["email"] for group in ("staff", "members", "residents") for row in PEOPLE[group] if "email" in row],
        [promise["key"] for process in PROCESS.values() for promise in process["promises"]],
        list(ARTICLES),
    ):
        assert [key for key, times in Counter(rows).items() if times > 1] == []


@pytest.mark.parametrize("key", PROCESSES)
def test_contributions_point_to_what_exists(key):
    rows = {row["key"]: row for row in SAID[key]["contribution"]}
    headings = {heading["key"] for heading in PROCESS[key]["headings"]}
    questions = {question["key"] for question in PROCESS[key]["questions"]}
    for row in rows.values():
        assert row["author"] in AUTHORS, row["key"]
        assert row.get("heading", next(iter(headings))) in headings, row["key"]
        assert row.get("question", next(iter(questions))) in questions, row["key"]
        assert PROCESS[key]["opens"] <= row["day"] <= min(PROCESS[key]["closes"], -1), row["key"]
        if "parent" in row:
            parent = ARTICLES.get(row["parent"]) if key == "a" else None
            parent = parent or rows[row["parent"]]
            assert parent.get("day", row["day"]) <= row["day"], row["key"]


@pytest.mark.parametrize("key", PROCESSES)
def test_each_kind_has_its_own_fields_and_no_other(key):
    common = {"key", "kind", "author", "language", "channel", "day"}
    fields = {  # kind: (always, sometimes)
        "proposal": ({"heading", "title", "body", "reason", *OPINIONS}, {"question"}),
        "modification": ({"parent", "heading", "title", "reason", "replace", *OPINIONS}, {"question", "co_authors"}),
        "experience": ({"heading", "title", "body", "place", "wish", "lived"}, {"question"}),
        "argument": ({"parent", "side", "body", "useful"}, set()),
        "source": ({"parent", "title", "body", "category", "link", "useful"}, set()),
    }
    for row in SAID[key]["contribution"]:
        always, sometimes = fields[row["kind"]]
        assert common | always <= set(row) <= common | always | sometimes, row["key"]
        assert row["channel"] in {"web", "paper", "counter", "room"}
        assert row.get("side", "for") in {"for", "against"}
        assert max(votes(row), row.get("useful", 0), row.get("lived", 0)) <= PROCESS[key]["voters"], row["key"]
        assert len(row.get("title", "")) <= 120 and len(row.get("body", "")) <= 2_000, row["key"]


def test_co_authors_are_residents_who_speak_the_language_of_the_author():
    tongue = {resident["key"]: resident["language"] for resident in PEOPLE["residents"]}
    signed = [row for row in [*(row for _, row in EVERYTHING), *AMENDED["contribution"]] if "co_authors" in row]
    assert {row["language"] for row in signed} == {"fr", "en"}
    for row in signed:
        assert row["kind"] == "modification" and row["author"] not in row["co_authors"], row["key"]
        assert {tongue[key] for key in row["co_authors"]} == {row["language"]}, row["key"]


def test_people_speak_one_language_each():
    tongue = {resident["key"]: resident["language"] for resident in PEOPLE["residents"]}
    for _, row in EVERYTHING:
        assert tongue.get(row["author"], row["language"]) == row["language"], row["key"]


def test_edits_apply_once_and_stay_small():
    for key in PROCESSES:
        rows = {row["key"]: row for row in SAID[key]["contribution"]}
        for row in rows.values():
            if row["kind"] == "modification":
                before, after = edited(row, rows)
                assert before != after and after.count("\n") == before.count("\n"), row["key"]
                assert abs(len(after) - len(before)) < 200, row["key"]


def test_the_bill_has_eight_articles_each_with_plain_words():
    assert list(ARTICLES) == ["article:1er", *(f"article:{number}" for number in range(2, 9))]
    chapters = [chapter["key"] for chapter in BILL["chapters"]]
    assert chapters == [heading["key"] for heading in PROCESS["a"]["headings"]]
    for article in BILL["articles"]:
        assert article["chapter"] in chapters and len(article["paragraphs"]) >= 4
        assert not any("\n" in paragraph for paragraph in article["paragraphs"])
        assert votes(article) <= PROCESS["a"]["voters"]
        for text in article["explanation"].values():
            assert 2 <= len(re.findall(r"[.!?](?:\s|$)", text)) <= 4, article["number"]


def former(number: str) -> str:
    """An article as it was tabled."""
    text = "\n".join(ARTICLES[f"article:{number}"]["paragraphs"])
    for new, old in AMENDED["deposited"]["replace"].get(number, []):
        assert text.count(new) == 1, (number, new)
        text = text.replace(new, old)
    return text


def test_what_people_changed_in_the_text_that_was_tabled_was_said_before_the_next_one():
    said, opens = AMENDED["contribution"], PROCESS["a"]["opens"]
    tongue = {resident["key"]: resident["language"] for resident in PEOPLE["residents"]}
    common = {"key", "kind", "parent", "heading", "author", "language", "channel", "day", "title", "reason", *OPINIONS}
    for row in said:
        assert set(row) - {"co_authors"} in (common | {"replace"}, common | {"after"}), row["key"]
        assert row["kind"] == "modification" and row["parent"] in ARTICLES and tongue[row["author"]] == row["language"]
        assert opens <= row["day"] < AMENDED["committee"]["published"] and votes(row) <= PROCESS["a"]["voters"]
        text = former(row["parent"].partition(":")[2])
        for old, _new in row.get("replace", []):
            assert text.count(old) == 1, (row["key"], old)
    assert any("after" in row for row in said)
    assert min(row["day"] for row in SAID["a"]["contribution"]) >= AMENDED["committee"]["published"]
    assert PROCESS["a"]["closes"] + 4 <= AMENDED["committee"]["tabling"] < PROCESS["a"]["decision_body_date"]


def test_members_carried_adapted_and_refused_with_their_reasons():
    members = {row["key"]: row for row in PEOPLE["members"]}
    known = {row["key"]: row for row in [*AMENDED["contribution"], *SAID["a"]["contribution"]]}
    decisions = [row["decision"] for row in AMENDED["carrying"]]
    assert set(decisions) == {"carried", "adapted", "refused"}
    for row in AMENDED["carrying"]:
        assert row["member"] in members and row["contribution"] in known and row["day"] < 0
        assert ("motive" in row) == (row["decision"] != "carried") and len(row.get("motive", "." * 80)) >= 80
        assert known[row["contribution"]]["agree"] >= PROCESS["a"]["carrying_rule"]["people"]
        assert row.get("check", {"by": "rosalie"})["by"] in STAFF
    numbers = {row["number"] for row in AMENDED["carrying"] if row["version"] == "deposited" and "number" in row}
    assert {row["number"] for row in AMENDED["listed"] if "wording" not in row} == numbers
    assert {member.get("account", "theodora") for member in members.values()} <= STAFF
    assert all(row["decision"] == "kept" or row["reason"] for row in AMENDED["anchor"])


@pytest.mark.parametrize("key", PROCESSES)
def test_the_pact_is_whole(key):
    process = PROCESS[key]
    assert PACT - set(process) == set()
    assert {"account", "office", "name", "function", "body"} <= set(process["decider"])
    assert len(process["negotiable"]) >= 2 and process["non_negotiable"] and process["documents"]
    assert process["signed_by"] in STAFF and process["signed_on"] < process["opens"]
    assert process["answer_rule"]["threshold"] <= process["expected_audience"] / 100
    assert process["closes"] - process["opens"] >= {"consultation": 21, "concertation": 30}[process["link"]]
    assert process["decision_body_date"] <= process["closes"] + process["promise_days"]["decision"]
    kinds = [phase["kind"] for phase in process["calendar"]]
    assert kinds == ["information", "contributions", "synthesis", "answers", "decision", "follow_up"]
    assert all(phase["starts"] < phase["ends"] for phase in process["calendar"])
    assert {"title", "body", "can_change", "day", "state"} == set().union(*process["path"])
    assert abs(sum(process["vote_channels"].values()) - 1) < 1e-9
    if process["link"] == "concertation":
        assert len(process["options"]) >= 2 and not process["decision_taken"]
        assert process["guarantor"]["account"] in STAFF
    if process["link"] == "consultation":
        assert 2 <= len(process["questions"]) <= 3


@pytest.mark.parametrize("key", PROCESSES)
def test_promises_have_an_office_and_what_their_state_asks(key):
    for promise in PROCESS[key]["promises"]:
        asked = {"kept": {"done", "evidence"}, "late": {"reason", "new_due"}, "to_come": set()}[promise["state"]]
        assert {"key", "title", "office", "due", "state"} | asked == set(promise) - {"kind", "number"}, promise["key"]
        assert promise.get("kind", "") in {"", *Promised.values}, promise["key"]
        assert promise["office"] in OFFICES
        assert (promise["due"] > 0) == (promise["state"] == "to_come"), promise["key"]
        assert promise.get("new_due", 1) > 0 and promise.get("done", 0) <= 0


@pytest.mark.parametrize("key", PROCESSES)
def test_promises_fall_due_when_the_pact_says(key):
    """Whole days after the last day to take part, as pages count them."""
    process = PROCESS[key]
    due = {promise["kind"]: promise["due"] for promise in process["promises"] if "kind" in promise}
    for kind in ("open_data", "synthesis", "answers"):
        assert due[kind] == process["closes"] - 1 + process["promise_days"][kind], kind


def test_an_article_that_was_tabled_otherwise_is_explained_otherwise():
    told = AMENDED["deposited"]
    assert set(told["explanations"]) == set(told["replace"])
    for number, words in told["explanations"].items():
        now = ARTICLES[f"article:{number}"]["explanation"]
        assert all(words[language] and words[language] != now[language] for language in ("fr", "en")), number


@pytest.mark.parametrize("key", ["b", "c"])
def test_answers_give_their_reason_and_what_their_status_asks(key):
    asked = {
        "kept_fully": {"place"},
        "kept_partly": {"place"},
        "already_provided": {"place"},
        "kept_for_later": {"place", "due"},
        "not_kept": {"ground"},
        "out_of_power": {"competent", "forwarded"},
    }
    keys = {row["key"] for row in SAID[key]["contribution"]}
    answers = SAID[key]["answer"]
    assert len({answer["contribution"] for answer in answers}) == len(answers)
    for answer in answers:
        assert answer["contribution"] in keys and answer["signed_by"] in STAFF
        assert PROCESS[key]["closes"] < answer["day"] < 0
        assert {"contribution", "status", "day", "signed_by", "reason"} | asked[answer["status"]] == set(answer)
        assert min(len(text) for text in answer["reason"].values()) >= 80, answer["contribution"]


def test_the_square_has_an_honest_political_refusal_and_a_late_promise():
    assert "political_choice" in {answer.get("ground") for answer in SAID["b"]["answer"]}
    assert {promise["state"] for promise in PROCESS["b"]["promises"]} == {"kept", "late", "to_come"}


def test_the_finished_process_has_answered_all_it_owed():
    threshold = PROCESS["c"]["answer_rule"]["threshold"]
    owed = {row["key"] for row in SAID["c"]["contribution"] if row.get("agree", 0) >= threshold}
    assert owed == {answer["contribution"] for answer in SAID["c"]["answer"]}
    assert [outcome["kind"] for outcome in SAID["c"]["outcome"]] == ["done", "done", "refused"]
    assert all(milestone["office"] in OFFICES for milestone in SAID["c"]["milestone"])
    assert sum(SAID["c"]["decision"]["vote"].values()) == 29


@pytest.mark.parametrize("key", ["b", "c"])
def test_the_synthesis_leaves_nobody_out(key):
    rows = {row["key"]: row for row in SAID[key]["contribution"]}
    placed = {cited for node in SAID[key]["synthesis"] for cited in node["contributions"]}
    outside = {row["contribution"] for row in SAID[key].get("outside", [])}
    assert not placed & outside
    assert placed | outside == {
        key for key, row in rows.items() if row["kind"] in {"proposal", "modification", "experience"}
    }


def test_the_moderator_finds_a_public_bin_a_contest_and_reports_that_wait():
    keys = {row["key"] for row in SAID["a"]["contribution"]}
    grounds = {"insult", "private", "illegal", "advert", "elsewhere"}
    assert any("contest" in row for row in SAID["a"]["binned"])
    for row in SAID["a"]["binned"]:
        assert row["ground"] in grounds and row["hidden_reason"] and row["hidden_by"] in STAFF
        assert row["author"] in AUTHORS and row["day"] <= row["hidden_day"] <= row.get("contest_day", -1)
    for report in SAID["a"]["report"]:
        assert report["contribution"] in keys and report["by"] in AUTHORS and report["ground"] in grounds


def test_people_stay_in_their_quarters_and_organisations_say_whom_they_represent():
    quarters = {quarter["key"] for quarter in TERRITORY["quarters"]}
    residents = {resident["key"] for resident in PEOPLE["residents"]}
    assert len(residents) == 60 and len(PEOPLE["organisations"]) == 6
    assert {resident["quarter"] for resident in PEOPLE["residents"]} == quarters
    roles = {person["role"] for person in PEOPLE["staff"]}
    assert roles == {"organiser", "moderator", "clerk", "decider", "guarantor", "operator"}
    for organisation in PEOPLE["organisations"]:
        assert organisation["contact"] in residents and organisation["represents"] and organisation["interests"]


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_words_are_finished_bilingual_and_invented(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for where, value in walk(content):
        if isinstance(value, dict) and {"fr", "en"} & set(value):
            assert set(value) == {"fr", "en"} and all(value.values()), where
        if isinstance(value, str):
            assert value and value == value.strip(), where
            assert not re.search(UNFINISHED, value, re.I), (where, value)
            assert not re.search(REAL, value, re.I), (where, value)
            assert all(link.startswith("https://example.org/") for link in re.findall(r"https?://\S+", value)), where
            assert "@" not in value or value.endswith("@demo.example"), where


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_typography_is_that_of_the_language(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for where, value in walk(content):
        if isinstance(value, str) and "://" not in value:
            assert not re.search(r"\w'|\.\.\.| [;!?:»]|« |  ", value), (where, value)
            assert not re.search(r"[«][^\u202f]|[^\u202f][»]", value), (where, value)

"""Words followed through the civil code and through bills, and moves found in them."""

import re
from collections import defaultdict

from analysis.provenance import History, Version
from analysis.redline import compare_paragraphs
from benchmarks import redline as bench
from tests.real_data import real_data


def test_the_civil_code_is_compared_without_losing_a_sign():
    real_data("code-civil/amendment_history.jsonl")
    for row in bench.history():
        before, after = bench.paragraphs(row["before"]), bench.paragraphs(row["after"])
        changes = compare_paragraphs(before, after)
        for side, index, texts in (("=-", "before", before), ("=+", "after", after)):
            said = ["".join(text for op, text in change.pieces if op in side) for change in changes]
            assert [
                text for text, change in zip(said, changes, strict=True) if getattr(change, index) is not None
            ] == texts
        moved = [piece for change in changes for piece in change.pieces if piece.move]
        assert len(moved) == 2 * len({piece.move for piece in moved})


def test_each_word_of_the_civil_code_is_of_the_law_that_brought_it():
    real_data("code-civil/amendment_history.jsonl")
    articles = defaultdict(list)
    for row in bench.history():
        articles[row["path"]].append(row)
    for rows in articles.values():
        versions = [Version("before 1992", tuple(bench.paragraphs(rows[0]["before"])), "the code")]
        versions += [Version(row["date"], tuple(bench.paragraphs(row["after"])), row["amended_by"]) for row in rows]
        passages = History(versions).passages()
        assert {passage.kind for passage in passages} <= {"first", "law"}
        for number, text in enumerate(versions[-1].paragraphs):
            said = "".join(text[one.start : one.end] for one in passages if one.paragraph == number)
            assert re.sub(r"\s", "", said) == re.sub(r"\s", "", text)


def test_a_law_that_adds_a_phrase_is_the_source_of_this_phrase():
    real_data("code-civil/amendment_history.jsonl")
    row = next(row for row in bench.history() if row["article"] == "1153" and row["date"] == "1992-07-14")
    after = tuple(bench.paragraphs(row["after"]))
    versions = [
        Version("1804", tuple(bench.paragraphs(row["before"])), "code"),
        Version("1992", after, row["amended_by"]),
    ]
    brought = [one for one in History(versions).passages() if one.kind == "law"]
    assert [after[one.paragraph][one.start : one.end] for one in brought] == [
        "ou d'un autre acte équivalent telle une lettre missive s'il en ressort une interpellation suffisante,"
    ]


def test_most_new_words_of_bills_are_proven_to_come_from_an_amendment():
    real_data("amendments-application/cases.jsonl")
    proven, new, _seconds = bench.measure_sources()
    assert proven / new >= 0.8


def test_a_sentence_moved_is_told_as_moved_and_nothing_else():
    real_data("code-civil/amendment_history.jsonl")
    good, tried = bench.measure_moves()
    assert good / tried >= 0.98

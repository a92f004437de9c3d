"""The UK and European conventions, checked on examples alone and marked so."""

import pytest

from analysis.legistics import NotUnderstood, apply_amendment, draft_amendment

PLACE = {"clause": "9", "page": 4, "first_line": 12}
LINES = ["(1) The keeper must open the gate at noon every day", "and close it before dusk.", "(2) Dogs are allowed."]


def british(after: str, before: list[str] = LINES, convention: str = "uk-commons", **locator) -> str:
    amendment = draft_amendment(before, after, PLACE | locator, convention)
    assert amendment.proven is False
    if amendment.wording:
        got = apply_amendment(before, amendment.wording, PLACE | locator, convention)
        assert " ".join(" ".join(got).split()) == after
    return amendment.wording


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("gate at noon", "gate at dawn", "line 12, leave out “noon” and insert “dawn”"),
        ("every day and", "and", "line 12, leave out “every day”"),
        ("keeper must", "keeper or a helper must", "line 12, after “keeper” insert “or a helper”"),
        ("close it before dusk", "close it at dusk", "line 13, leave out “before” and insert “at”"),
        ("(2) Dogs are allowed.", "", "line 14, leave out subsection (2)"),
        (
            "must open the gate at noon every day and close",
            "may close",
            "line 12, leave out from “keeper” to “close” and insert “may”",
        ),
        (
            "Dogs are allowed.",
            "Dogs are allowed. (3) Bicycles are not.",
            "line 14, at end insert—\n“(3) Bicycles are not.”",
        ),
        ("allowed.", "allowed on a lead.", "line 14, after “allowed” insert “on a lead”"),
    ],
)
def test_clause_page_and_line(old, new, expected):
    after = " ".join(" ".join(LINES).replace(old, new).split())
    assert british(after) == f"Clause 9, page 4, {expected}"


def test_to_the_end_of_a_line():
    before = ["(1) The keeper must open the gate at noon every day", "and close it before dusk."]
    assert british("(1) The keeper must open the gate when the bell rings.", before) == (
        "Clause 9, page 4, line 12, leave out from “gate” to end of line 13 and insert “when the bell rings.”"
    )


def test_words_found_twice_in_a_line():
    before = ["(1) The keeper of the gate opens the gate at noon."]
    assert british("(1) The keeper of the gate opens the door at noon.", before) == (
        "Clause 9, page 4, line 12, leave out second “gate” and insert “door”"
    )


def test_a_line_without_a_word():
    assert british("(1) The gate is open.", [" "]) == (
        "Clause 9, page 4, leave out line 12 and insert—\n“(1) The gate is open.”"
    )


def test_a_heading_carries_the_clause_in_the_lords():
    after = " ".join(LINES).replace("noon", "dawn").replace("Dogs", "Cats")
    assert british(after, convention="uk-lords") == (
        "Clause 9\nPage 4, line 12, leave out “noon” and insert “dawn”\n"
        "Page 4, line 14, leave out “Dogs” and insert “Cats”"
    )


def test_a_new_clause():
    text = "Gardens. (1) Every town must keep a garden."
    assert british(text, [], convention="uk-lords") == (
        "After Clause 9, insert the following new Clause—\n“Gardens\n(1) Every town must keep a garden.”"
    )
    assert british(text, [], number=2) == (
        "New Clause 2\nTo move the following Clause—\n“Gardens\n(1) Every town must keep a garden.”"
    )
    assert british(" ".join(LINES)) == ""


@pytest.mark.parametrize(
    "wording",
    [
        "Clause 9, page 4, line 12, leave out “midnight”",
        "Clause 9, page 4, line 40, leave out “noon”",
        "Clause 9, page 4, line 13, leave out subsection (2)",
        "Clause 9, page 4, line 12, divide the gate",
    ],
)
def test_a_british_wording_that_fits_nothing(wording):
    with pytest.raises(ValueError):
        apply_amendment(LINES, wording, PLACE, "uk-commons")
    with pytest.raises(NotUnderstood):
        apply_amendment(LINES, wording, PLACE, "de-bt")


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        (
            "1. Towns keep a garden.",
            "1. Towns keep a park.",
            "1. Towns keep a **garden**.",
            "1. Towns keep a **park**.",
        ),
        ("(a) a map;", "(a) a map of trees;", "(a) a map;", "(a) a map **of trees**;"),
        ("1. Towns, if able, pay.", "1. Towns pay.", "1. Towns, **if able,** pay.", "1. Towns pay."),
        ("2. Dogs are allowed.", "", "**2. Dogs are allowed.**", "**deleted**"),
        ("", "2a. Cats too.", "", "**2a. Cats too.**"),
    ],
)
def test_two_columns(before, after, left, right):
    original = [before] if before else []
    locator = {"act": "Proposal for a directive", "heading": "Article 7 – paragraph 2"}
    amendment = draft_amendment(original, after, locator, "eu-ep")
    assert amendment.wording == {
        "heading": ["Proposal for a directive", "Article 7 – paragraph 2"],
        "text_proposed": left,
        "amendment": right,
    }
    assert not amendment.proven and amendment.summary("en")
    assert apply_amendment(original, amendment.wording, locator, "eu-ep") == ([after] if after else [])
    with pytest.raises(ValueError):
        apply_amendment(["Something else."], amendment.wording, locator, "eu-ep")


def test_columns_mark_what_changes_and_nothing_else():
    amendment = draft_amendment(
        ["Towns reply within six months of receipt."], "Towns reply within two weeks of notice.", {}, "eu-ep"
    )
    assert amendment.wording["text_proposed"] == "Towns reply within **six months** of **receipt**."
    assert amendment.wording["amendment"] == "Towns reply within **two weeks** of **notice**."

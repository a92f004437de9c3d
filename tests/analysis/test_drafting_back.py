"""Whatever the edit, the wording read and applied gives it back: on drawn texts, and on real ones where they are."""

import csv
import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.legistics import apply_amendment, draft_amendment
from benchmarks import drafting
from tests.real_data import FOLDER, real_data

CHAMBERS = ("fr-an", "fr-senat")
WORDS = """le la les l’ d’ un des du de et ou , ; : ( ) « » “ ” ' à jardin grille gardien gardiens ouvre fermé 12 3_500
    25_% 40_euros 1er_mars_2028 2028 L._312-1 R._77-2-1 n°_012-34 article 14 alinéa phrase mots substituer par 1° a)
    I._– -- | … ? ! . . Il Les Une jardin-école
    aujourd’hui""".replace("_", "\u00a0").split(" ")
WORDS = [word.strip() for word in WORDS if word.strip()]
PARAGRAPH = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join),
    st.builds(
        lambda opening, words, ending: f"{opening}{' '.join(words)}{ending}",
        st.sampled_from(["", "« ", "1° ", "a) ", "I. – ", "« Art. L. 1-2. – ", "– "]),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=25),
        st.sampled_from([".", " ;", ". »", " » ;", "", " :"]),
    ),
)
ARTICLE = st.lists(PARAGRAPH, max_size=6)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip(".;,")


def holds(original: list[str], edited: list[str], locator: dict) -> None:
    for convention in CHAMBERS:
        amendment = draft_amendment(original, edited, locator, convention)
        if not amendment.wording:
            assert [bare(text) for text in original] == [bare(text) for text in edited]
            continue
        got = apply_amendment(original, amendment.wording, locator, convention)
        assert [bare(text) for text in got] == [bare(text) for text in edited]
        assert amendment.operations and len(amendment.codes) == len(amendment.operations)
        assert amendment.summary("fr") and amendment.summary("en")


@settings(deadline=None, max_examples=400)
@given(ARTICLE, ARTICLE, st.booleans(), st.integers(1, 40))
def test_any_article_becomes_any_other(original, edited, whole, first):
    if original or (whole and edited):
        holds(
            original,
            edited,
            {"article": "3", "first_alinea": first if original and not whole else 1, "whole_article": whole},
        )


@settings(deadline=None, max_examples=400)
@given(ARTICLE.filter(bool), st.randoms(use_true_random=False), st.integers(1, 3))
def test_a_few_words_change(original, draw, times):
    edited = list(original)
    for _ in range(times):
        at = draw.randrange(len(edited))
        words = edited[at].split(" ")
        start = draw.randrange(len(words))
        words[start : start + draw.choice([0, 1, 1, 2, 4])] = draw.choices(WORDS, k=draw.choice([0, 1, 1, 2, 5]))
        edited[at] = " ".join(words) or "Rien."
    holds(original, edited, {"article": "3", "first_alinea": 1, "whole_article": draw.random() < 0.5})


def test_random_edits_of_real_paragraphs():
    """A part of what the bench measures on 20,000 edits."""
    real_data("bills-html/pjl18-218.html"), real_data("code-civil/articles_2015.csv")
    fallen = 0
    drawn = list(drafting.edits(400, seed=random.Random().randrange(1_000_000)))
    for original, edited, locator, kind in drawn:
        for convention in CHAMBERS:
            amendment = draft_amendment(original, edited, locator, convention)
            fallen += amendment.fallback
            if amendment.wording:
                got = apply_amendment(original, amendment.wording, locator, convention)
                assert [bare(text) for text in got] == [bare(text) for text in edited], (kind, amendment.wording)
    assert fallen < 0.1 * 2 * len(drawn)


def test_real_amendments_of_the_civil_code():
    """Articles as they were before and after laws of 1992 to 2015."""
    rows = real_data("code-civil/amendment_history.jsonl").read_text(encoding="utf-8").splitlines()
    for row in rows[::4]:
        versions = json.loads(row)
        before, after = (
            [text for text in re.split(r"\n\s*\n", (versions[key] or "").split("----\n", 1)[-1]) if text.strip()]
            for key in ("before", "after")
        )
        if before or after:
            holds(before, after, {"article": "3", "first_alinea": 1, "whole_article": True})


def said(wording) -> str:
    """As examples are compared: blanks, apostrophes and the comma after a quotation aside."""
    text = wording if isinstance(wording, str) else json.dumps(wording, ensure_ascii=False)
    text = " ".join(text.replace("’", "'").split())
    return re.sub(r"» ?,(?= (?:les?|la) )", "»", text)


def examples() -> list[dict]:
    path = FOLDER.parent / "domain" / "legistics-examples.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["id"])
def test_worked_examples(example):
    amendment = draft_amendment(example["original"], example["edited"], example["locator"], example["convention"])
    assert said(amendment.wording) in [said(each) for each in [example["expected"], *example["also_accepted"]]]
    assert not amendment.fallback
    assert amendment.proven == example["convention"].startswith("fr-")


def test_a_member_reads_what_the_sénat_reads():
    """The column of the Sénat holds wordings made by hand; ours open as they do."""
    with real_data("senat-amendments/plfss-2018_seance_2017-2018-63.csv").open(encoding="utf-8") as file:
        lines = [row["dispositif"].split("\n") for row in csv.DictReader(file)]
    openings = {
        line[1].strip().replace("\u00a0", " ") for line in lines if len(line) > 1 and line[0].startswith("Alinéa")
    }
    ours = draft_amendment(["Un.", "Deux ici."], ["Un."], {"first_alinea": 2}, "fr-senat").wording
    assert ours.split("\n")[1] in openings

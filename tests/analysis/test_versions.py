"""From one version of a text to the next."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import versions
from analysis.versions import match_articles, match_paragraphs, merge, rebase

BASE = [
    "Le conseil se réunit chaque mois.",
    "Ses séances sont publiques.",
    "Il répond dans un délai raisonnable.",
    "Un décret fixe le reste.",
]
EDITED = [*BASE[:2], "Il répond dans un délai de six mois.", BASE[3]]
lines = st.lists(st.text("abc dé.", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=6)


def test_an_edit_of_words_nobody_else_touched_stays_valid():
    current = ["Le conseil se réunit chaque semaine.", *BASE[1:]]
    done = rebase(BASE, EDITED, current)
    assert (done.state, done.reasons) == ("valid", [])
    assert done.paragraphs == [current[0], BASE[1], EDITED[2], BASE[3]]


def test_a_paragraph_inserted_before_moves_the_edit():
    done = rebase(BASE, EDITED, ["La commune institue un conseil.", *BASE])
    assert (done.state, done.reasons) == ("moved", [(3, "moved")])
    assert done.paragraphs == ["La commune institue un conseil.", *EDITED]


def test_another_number_of_the_article_moves_every_edit_of_it():
    assert rebase(BASE, EDITED, BASE, same_number=False).state == "moved"


def test_other_words_of_the_same_paragraph_are_kept_and_said():
    current = [*BASE[:2], "Le maire répond dans un délai raisonnable.", BASE[3]]
    done = rebase(BASE, EDITED, current)
    assert (done.state, done.reasons) == ("changed", [(3, "changed")])
    assert done.paragraphs[2] == "Le maire répond dans un délai de six mois."


def test_the_same_words_changed_otherwise_leave_nothing_to_guess():
    current = [*BASE[:2], "Il répond dans un délai de trois mois.", BASE[3]]
    done = rebase(BASE, EDITED, current)
    assert (done.state, done.paragraphs, done.reasons) == ("stale", None, [(3, "changed")])


def test_a_paragraph_that_went_takes_its_edit_along():
    done = rebase(BASE, EDITED, [BASE[0], BASE[1], BASE[3]])
    assert (done.state, done.paragraphs, done.reasons) == ("stale", None, [(3, "gone")])


def test_what_the_new_version_says_already_is_satisfied():
    assert rebase(BASE, EDITED, EDITED).state == "satisfied"
    both = ["Le conseil se réunit chaque semaine.", *EDITED[1:]]
    assert rebase(BASE, EDITED, both).state == "satisfied"
    assert rebase(BASE, [*BASE[:2], BASE[3]], [BASE[0], *BASE[1:2], BASE[3]]).state == "satisfied"


def test_a_removed_paragraph_is_removed_there_even_when_its_words_changed():
    without = [BASE[0], BASE[1], BASE[3]]
    current = [*BASE[:2], "Il répond vite, dans un délai raisonnable.", BASE[3]]
    done = rebase(BASE, without, current)
    assert (done.state, done.paragraphs) == ("changed", without)


def test_a_paragraph_added_after_one_that_went_follows_the_one_before_it():
    added = [*BASE[:3], "Sa réponse est publiée.", BASE[3]]
    done = rebase(BASE, added, [BASE[0], BASE[1], BASE[3]])
    assert (done.state, done.paragraphs) == ("changed", [BASE[0], BASE[1], "Sa réponse est publiée.", BASE[3]])
    first = rebase(BASE, ["D’abord.", *BASE], ["Avant tout, autre chose.", *BASE])
    assert first.paragraphs == ["D’abord.", "Avant tout, autre chose.", *BASE]


def test_a_new_article_is_there_once():
    assert rebase([], ["Un.", "Deux."], []).paragraphs == ["Un.", "Deux."]


def test_the_removal_of_the_article_asks_whether_it_is_the_same():
    assert rebase(BASE, [], BASE).state == "valid"
    assert rebase(BASE, [], EDITED).state == "changed"


@settings(deadline=None)
@given(lines, lines)
def test_carried_to_the_version_it_was_made_on_an_edit_is_itself(base, edited):
    done = rebase(base, edited, base)
    assert done.paragraphs == edited
    assert done.state == "satisfied" if edited == base else done.state in {"valid", "moved"}


@settings(deadline=None)
@given(lines, lines, lines)
def test_carried_anywhere_it_never_fails_and_never_guesses(base, edited, current):
    done = rebase(base, edited, current)
    assert (done.paragraphs is None) == (done.state == "stale")


@settings(deadline=None)
@given(st.text("ab c.", max_size=30), st.text("ab c.", max_size=30), st.text("ab c.", max_size=30))
def test_two_edits_make_the_same_text_whichever_comes_first(old, one, other):
    assert merge(old, one, other) == merge(old, other, one)
    assert merge(old, one, old) == one
    assert merge(old, one, one) == one


def test_articles_are_followed_by_their_number_then_by_their_words():
    before = [("1er", "Le conseil se réunit."), ("2", "Les données sont ouvertes à tous."), ("3", "Un décret.")]
    after = [
        ("1er A", "Une chose toute neuve."),
        ("1er", "Le conseil se réunit chaque mois."),
        ("2 bis", "Les données sont ouvertes à tous et gratuites."),
        ("3", "Rien de semblable ici."),
    ]
    assert match_articles(before, after) == {1: 0, 2: 1}


def test_paragraphs_are_followed_through_their_changes():
    assert match_paragraphs(BASE, ["Neuf.", *EDITED]) == {1: 0, 2: 1, 3: 2, 4: 3}


def test_in_a_very_long_text_articles_are_followed_near_their_place(monkeypatch):
    monkeypatch.setattr(versions, "_MOST", 100)
    before = [(str(n), f"L’article dit {n} choses de la page{n}.") for n in range(30)]
    after = [(f"{number} bis", words) for number, words in before]
    assert match_articles(before, after) == {n: n for n in range(30)}

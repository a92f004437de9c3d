"""What is drawn once and kept is never given for other values, another language, or text that is not markup."""

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import override

from parvis.ui import drawings


def rendered(source: str, **values) -> str:
    return engines["django"].from_string(source).render(values)


def test_a_drawing_changes_with_what_it_is_given():
    shown = [drawings.drawn("ui/counts.html", {"agree": n, "mixed": 0, "disagree": 0}) for n in (1, 2, 1)]
    assert shown[0] == shown[2] != shown[1]


def test_a_drawing_changes_with_the_language():
    for language, words in [("fr", "d’accord"), ("en", "agree"), ("fr", "d’accord")]:
        with override(language):
            assert words in drawings.drawn("ui/counts.html", {"agree": 3, "mixed": 0, "disagree": 0})


def test_markup_never_stands_for_the_same_text_unescaped():
    words = "<b>bold</b>"
    source = '{% drawn "ui/tag.html" text=text tone="outline" %}'
    assert words in rendered(source, text=mark_safe(words))
    assert words not in rendered(source, text=words)
    assert words in rendered(source, text=mark_safe(words))


def test_true_never_stands_for_one():
    assert drawings.frozen([True, 0]) != drawings.frozen([1, False])


def test_lists_and_dictionaries_are_compared_by_what_they_hold():
    def steps(title):
        return {"steps": [{"title": title, "state": "now"}]}

    assert "Reçue" in drawings.drawn("ui/journey.html", steps("Reçue"))
    assert "Lue" in drawings.drawn("ui/journey.html", steps("Lue"))


def test_what_could_change_in_its_place_is_refused():
    with pytest.raises(TypeError):
        drawings.drawn("ui/tag.html", {"text": {"a set"}})


@pytest.mark.parametrize(
    ("source", "french", "english"),
    [
        ('{% translate "Agree" %}', "D’accord", "Agree"),
        ('{% translate "Agree" as said %}[{{ said }}]', "[D’accord]", "[Agree]"),
        ('{% translate "For" context "side of an argument" %}', "Pour", "For"),
        ("{% translate words %}", "D’accord", "Agree"),
    ],
)
def test_words_are_said_in_the_language_of_each_page(source, french, english):
    template = engines["django"].from_string(source)
    for language, words in [("fr", french), ("en", english), ("fr", french)]:
        with override(language):
            assert template.render({"words": "Agree"}) == words


def test_words_held_by_a_variable_are_never_kept():
    template = engines["django"].from_string("{% translate words %}")
    with override("fr"):
        assert [template.render({"words": words}) for words in ("Agree", "Disagree")] == ["D’accord", "Pas d’accord"]

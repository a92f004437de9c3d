import pytest
from django import forms
from django.utils.translation import override

from parvis.ui.translated import Translated, TranslatedField, TranslatedFormField, as_translated


def test_a_text_is_shown_in_the_language_of_the_page():
    title = Translated(fr="La place", en="The square")
    with override("en"):
        assert (str(title), title.language) == ("The square", "en")
    with override("fr"):
        assert (str(title), title.language) == ("La place", "fr")


def test_a_missing_language_shows_the_other_and_says_which():
    title = Translated(fr="La place", en="")
    with override("en"):
        assert (str(title), title.language) == ("La place", "fr")


@pytest.mark.parametrize("value", [None, {}, {"fr": None}, {"fr": ["x"]}, "", 0])
def test_nothing_never_breaks_a_page(value):
    text = as_translated(value)
    assert (str(text), text.language, bool(text), text.lines) == ("", "", False, [])


def test_one_item_a_line():
    assert Translated(fr="un\n\n  deux \n").lines == ["un", "deux"]


def test_a_model_field_makes_what_it_is_given_translated():
    field = TranslatedField()
    assert field.to_python({"fr": "Bonjour"}) == Translated(fr="Bonjour")
    assert field.to_python("Bonjour") == Translated(fr="Bonjour")
    assert isinstance(field.get_default(), Translated)
    _name, path, _args, kwargs = field.deconstruct()
    assert path == "parvis.ui.translated.TranslatedField"
    assert kwargs["default"] is Translated


@pytest.mark.django_db
def test_it_comes_back_from_the_database_as_it_went():
    from parvis.territories.models import Territory

    Territory.objects.create(slug="belle-rive", name={"fr": "Belle-Rive", "en": "Fairbank"})
    name = Territory.objects.get(slug="belle-rive").name
    assert isinstance(name, Translated)
    with override("en"):
        assert str(name) == "Fairbank"
    assert Territory.objects.filter(name__fr="Belle-Rive").exists()


class TitleForm(forms.Form):
    title = TranslatedFormField(label="Title", max_length=10)
    note = TranslatedFormField(label="Note", required=False, long=True)


def test_the_form_has_one_labelled_input_a_language():
    html = str(TitleForm(initial={"title": Translated(fr="<Bonjour>")}))
    for part in (
        'lang="fr"',
        'lang="en"',
        'value="&lt;Bonjour&gt;"',
        'for="id_title_0"',
        'id="id_title_0"',
        "<textarea",
    ):
        assert part in html


def test_one_language_is_enough():
    form = TitleForm({"title_en": "The square"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"title": Translated(en="The square"), "note": Translated()}


def test_an_empty_text_says_what_to_write_and_a_long_one_too():
    form = TitleForm({"title_fr": " "})
    with override("en"):
        assert form.errors == {"title": ["Write this text in one language at least."]}
    assert "title" in TitleForm({"title_fr": "x" * 11}).errors


def test_a_form_knows_when_nothing_changed():
    initial = {"title": {"fr": "Bonjour"}}
    assert not TitleForm({"title_fr": "Bonjour"}, initial=initial).has_changed()
    assert TitleForm({"title_fr": "Bonsoir"}, initial=initial).has_changed()

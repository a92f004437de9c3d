"""Words of the institution in several languages, in one JSON column: {"fr": "…", "en": "…"}."""

import json
from contextlib import suppress

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Translated(dict):
    """str() is the text in the language of the page, or in the first other that has one."""

    @property
    def language(self) -> str:
        """The language of what str() gives; "" when there is nothing."""
        wanted = (get_language() or settings.LANGUAGE_CODE)[:2]
        if self.get(wanted):
            return wanted
        return next((code for code, _name in settings.LANGUAGES if self.get(code)), "")

    def __str__(self) -> str:
        return self.get(self.language, "")

    def __bool__(self) -> bool:
        return any(self.values())

    @property
    def lines(self) -> list[str]:
        """For fields that hold one item a line."""
        return [line.strip() for line in str(self).splitlines() if line.strip()]


def as_translated(value) -> Translated:
    """Anything as Translated: a plain text is in the instance's first language, what is not text is dropped."""
    if isinstance(value, Translated):
        return value
    if isinstance(value, dict):
        return Translated({str(code): text for code, text in value.items() if isinstance(text, str)})
    return Translated({settings.LANGUAGE_CODE: str(value)}) if value else Translated()


def from_terminal(text: str, language: str) -> Translated:
    """Words typed in a terminal: {"fr": "…", "en": "…"}, or a text in this language."""
    if text.startswith("{"):
        with suppress(json.JSONDecodeError):
            return as_translated(json.loads(text))
    return Translated({language: text} if text.strip() else {})


class TranslatedAttribute(DeferredAttribute):
    """Makes whatever the model is given Translated at once."""

    def __set__(self, instance, value):
        is_sql = hasattr(value, "resolve_expression")
        instance.__dict__[self.field.attname] = value if is_sql else as_translated(value)


class TranslatedField(models.JSONField):
    """A JSON column of texts by language; its value is always Translated."""

    descriptor_class = TranslatedAttribute

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        loaded = super().from_db_value(value, expression, connection)
        return as_translated(loaded) if loaded is None or isinstance(loaded, dict) else loaded

    def to_python(self, value):
        return as_translated(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        plain = dict(value) if isinstance(value, Translated) else value
        return super().get_db_prep_value(plain, connection, prepared)

    def formfield(self, **kwargs):
        return models.Field.formfield(
            self, **{"form_class": TranslatedFormField, "show_hidden_initial": False, "initial": None, **kwargs}
        )


class TranslatedWidget(forms.MultiWidget):
    template_name = "ui/widgets/translated.html"
    use_fieldset = True

    def __init__(self, *, long: bool = False, attrs=None):
        self.codes = [code for code, _name in settings.LANGUAGES]
        make, look = (forms.Textarea, {"rows": 4}) if long else (forms.TextInput, {})
        super().__init__({code: make(attrs={"lang": code, **look}) for code in self.codes}, attrs)

    def decompress(self, value):
        texts = as_translated(value)
        return [texts.get(code, "") for code in self.codes]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        names = dict(settings.LANGUAGES)
        for code, part in zip(self.codes, context["widget"]["subwidgets"], strict=True):
            part["language_name"] = names[code]
        return context


class TranslatedFormField(forms.MultiValueField):
    """One input a language; one filled is enough. long: several lines; max_length: of each text, in characters."""

    default_error_messages = {"required": _("Write this text in one language at least.")}

    def __init__(self, *, long: bool = False, max_length: int | None = None, required: bool = True, **kwargs):
        self.codes = [code for code, _name in settings.LANGUAGES]
        self.one_is_needed = required
        if "widget" not in kwargs or not isinstance(kwargs["widget"], TranslatedWidget):
            kwargs["widget"] = TranslatedWidget(long=long)
        for unknown in ("encoder", "decoder"):
            kwargs.pop(unknown, None)
        fields = [forms.CharField(required=False, max_length=max_length) for _code in self.codes]
        super().__init__(fields, required=False, require_all_fields=False, **kwargs)

    def compress(self, values) -> Translated:
        return Translated({code: text for code, text in zip(self.codes, values, strict=False) if text})

    def clean(self, value):
        texts = super().clean(value) or Translated()
        if self.one_is_needed and not texts:
            raise ValidationError(self.error_messages["required"], "required")
        return texts

    def has_changed(self, initial, data):
        return as_translated(initial) != self.compress(data or [])

"""The short way says what Django says."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Template, engines
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from parvis.ui.quick_templates import Page


class Link(NamedTuple):
    label: str


@dataclass
class Person:
    name: str = "<Ève>"

    @property
    def absent(self):
        raise ObjectDoesNotExist

    @property
    def broken(self):
        raise ZeroDivisionError

    def greeting(self):
        return f"Hello {self.name}"

    def delete(self):
        raise AssertionError("a template does not delete")

    delete.alters_data = True  # type: ignore[attr-defined]


KNOWN = {
    "person": Person(),
    "make": Person,
    "text": "a & b",
    "markup": mark_safe("<b>a</b>"),
    "lazy": gettext_lazy("Yes"),
    "number": 1234.5,
    "day": date(2026, 11, 23),
    "nothing": None,
    "row": {"title": "<i>", "items": "an entry", "list": [1, 2], "link": Link("there")},
}
SAID = [
    "{{ text }}|{{ markup }}|{{ lazy }}|{{ number }}|{{ day }}|{{ nothing }}|{{ True }}|{{ 'a' }}|{{ 12 }}",
    "{{ person.name }}|{{ person.name|upper }}|{{ person.greeting }}|{{ make.name }}|{{ person.absent }}",
    "{{ person.delete }}|{{ missing }}|{{ missing.name }}|{{ person.missing }}|{{ nothing.name }}|{{ text.missing }}",
    "{{ row.title }}|{{ row.items }}|{{ row.keys }}|{{ row.list.1 }}|{{ row.list.9 }}|{{ row.no }}",
    "{{ row.link.label }}",
    "{{ text.upper }}|{{ row.title.0 }}|{{ missing|default:text }}|{{ text|default_if_none:row.title }}",
    "{% autoescape off %}{{ text }}{{ row.title }}{% endautoescape %}",
    "{% if person.missing %}a{% elif person.name == row.title or not missing %}b{% endif %}",
    "{% for one in row.list %}{{ forloop.counter }}{{ one }}{% endfor %}",
    "{% with a=person b=row.title %}{{ a.name }}{{ b }}{% endwith %}",
]


def engine():
    return engines["django"].engine  # type: ignore[attr-defined]


@pytest.mark.parametrize("source", SAID)
def test_a_value_is_the_one_django_finds(source):
    quick, plain = Page(source, engine=engine()), Template(source, engine=engine())
    assert quick.render(Context(KNOWN)) == plain.render(Context(KNOWN))


def test_an_error_of_a_value_is_not_kept_from_anyone():
    with pytest.raises(ZeroDivisionError):
        Page("{{ person.broken }}", engine=engine()).render(Context(KNOWN))


def test_every_page_goes_the_short_way():
    assert isinstance(engine().get_template("ui/base.html"), Page)

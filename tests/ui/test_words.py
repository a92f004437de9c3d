from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from parvis.ui import words


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("fr", 1204, "1\u202f204"),
        ("fr", 130043, "130\u202f043"),
        ("fr", 12.5, "12,5"),
        ("fr", -3, "−3"),
        ("en", 130043, "130,043"),
        ("en", 12.5, "12.5"),
        ("en", 0, "0"),
        ("en", None, ""),
    ],
)
def test_numbers_are_grouped_as_the_language_does(language, value, shown):
    with override(language):
        assert words.number(value) == shown


@pytest.mark.parametrize(
    ("language", "count", "shown"),
    [
        ("fr", 12_345_678, "12,3\u00a0Mo"),
        ("fr", 1_500, "1,5\u00a0ko"),
        ("fr", 640, "640\u00a0octets"),
        ("en", 2_000_000_000, "2.0\u00a0GB"),
        ("en", 1_500, "1.5\u00a0kB"),
        ("en", 640, "640\u00a0bytes"),
    ],
)
def test_sizes_of_files_are_told_in_thousands(language, count, shown):
    with override(language):
        assert words.size(count) == shown


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [("fr", "1er", "1er"), ("fr", "Ier", "Ier"), ("en", "1er", "1"), ("en", "Ier", "I"), ("en", "Ire", "I")]
    + [("en", other, other) for other in ("II", "10", "4 bis", "I bis", "unique", "premier")],
)
def test_a_french_first_is_a_plain_number_in_other_languages(language, written, shown):
    with override(language):
        assert words.ordinal(written) == shown


def test_shares_are_read_aloud_in_each_language():
    with override("fr"):
        assert words.percent(0.745, 1) == "74,5\u202f%"
    with override("en"):
        assert words.percent(0.745) == "74%"
        assert words.percent(None) == ""


@pytest.mark.parametrize(
    ("language", "style", "shown"),
    [
        ("fr", "", "1er\u00a0octobre 2026"),
        ("fr", "short", "1er\u00a0oct."),
        ("en", "", "1\u00a0October 2026"),
        ("en", "short", "1\u00a0Oct"),
        ("en", "no-year", "1\u00a0October"),
        ("fr", "short-year", "1er\u00a0oct. 2026"),
    ],
)
def test_days_are_in_words(language, style, shown):
    with override(language):
        assert words.day(date(2026, 10, 1), style) == shown


def test_times_are_those_of_the_place(settings):
    settings.PARVIS_TIME_ZONE = "Europe/Paris"
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with override("fr"):
        assert words.day(late) == "1er\u00a0janvier 2027"
        assert words.hour(late) == "0\u00a0h\u00a030"
        assert words.hour(late.replace(minute=0)) == "0\u00a0h"
    with override("en"):
        assert words.hour(late) == "00:30"


def test_a_period_names_the_year_once_when_it_is_the_same():
    with override("fr"):
        assert words.period(date(2026, 9, 26), date(2026, 10, 18)) == "26\u00a0sept. – 18\u00a0oct.\u00a02026"
        assert words.period(date(2026, 12, 26), date(2027, 1, 8)) == "26\u00a0déc.\u00a02026 – 8\u00a0janv.\u00a02027"
        assert words.period(None, date(2026, 10, 18)) == "18\u00a0oct."
        assert words.period(None, None) == ""


def test_tags_write_machine_dates_and_escape_words():
    template = Template("{{ d|day }}|{{ m|moment }}|{{ none|day }}|{{ text|when }}|{{ d|when }}|{{ n|number }}")
    with override("en"):
        html = template.render(
            Context({"d": date(2026, 1, 2), "m": datetime(2026, 1, 2, 9, 5, tzinfo=UTC), "n": 1500, "text": "<b>"})
        )
    assert '<time datetime="2026-01-02">2\u00a0January 2026</time>' in html
    assert '<time datetime="2026-01-02T10:05+01:00">2\u00a0January 2026, 10:05</time>' in html
    assert html.endswith("|1,500")
    assert "&lt;b&gt;" in html

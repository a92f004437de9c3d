"""Every part, in both languages: well-made markup that a strict policy, a keyboard and a screen reader accept."""

import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.utils.translation import override

from analysis.redline import compare

pytestmark = pytest.mark.urls("tests.ui.routes")
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "rect", "line", "circle"}


class Page(HTMLParser):
    """The tags of a page, and those left open or closed out of turn."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.mistakes = [], [], []
        self.feed(text)
        self.mistakes += self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(tag)

    def values(self, name):
        return [attributes[name] for _tag, attributes in self.tags if name in attributes]


@pytest.fixture(params=["fr", "en"])
def page(request, client):
    response = client.get(f"/{request.param}/parts/")
    assert response.status_code == 200
    return Page(response.content.decode())


def test_every_tag_is_closed_in_turn(page):
    assert page.mistakes == []


def test_every_id_is_used_once_and_every_reference_leads_somewhere(page):
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for name in ("for", "aria-labelledby", "aria-describedby"):
        for value in page.values(name):
            assert set(value.split()) <= set(ids), (name, value)
    for href in page.values("href"):
        assert not href.startswith("#") or href[1:] in ids, href


def test_nothing_inline_and_nothing_from_elsewhere(page):
    for tag, attributes in page.tags:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert tag != "style"
        if tag == "script":
            assert attributes["src"].startswith("/static/")
            assert "defer" in attributes or attributes.get("type") == "module"
        if tag in {"link", "img", "script"} and attributes.get("rel") not in {"canonical", "alternate"}:
            assert re.match(r"/(?!/)", attributes.get("href") or attributes.get("src"))


def test_a_visitor_gets_no_cookie_and_no_token(client):
    response = client.get("/fr/parts/")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_frame_has_its_landmarks(page):
    names = [tag for tag, _attributes in page.tags]
    assert names.count("main") == names.count("h1") == 1
    assert ("a", {"class": "skip", "href": "#main"}) in page.tags
    assert {"header", "footer", "nav"} <= set(names)


def test_icons_are_silent_beside_their_words(page):
    for tag, attributes in page.tags:
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or attributes.get("aria-label")


def draw(source: str, language: str = "fr", **context) -> str:
    with override(language):
        return Template(source).render(Context(context))


def test_a_bar_says_its_numbers_in_words():
    html = draw('{% include "ui/bar.html" with agree=1204 mixed=288 disagree=1 %}')
    for words in ("1\u202f204 d’accord", "288 mitigés", "1 pas d’accord"):
        assert words in re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    assert 'x="0%" width="80.64%"' in html  # a decimal point in every language


def test_a_bar_without_anyone_says_so():
    html = draw('{% include "ui/bar.html" with agree=0 mixed=0 disagree=0 %}', "en")
    assert "Nobody has given their view yet." in html


def test_a_comparison_can_be_heard():
    html = draw(
        '{% include "ui/diff.html" with pieces=pieces %}', "en", pieces=[("-", "<b>"), ("+", "six"), ("=", " mois")]
    )
    assert re.sub(r"<[^>]+>", "", html).strip() == "[removed: &lt;b&gt; end][added: six end] mois"


def test_what_moved_is_said_in_words_seen_and_heard():
    pieces = compare("Un. Le maire répond. La ville paie tout.", "Un. La ville paie tout. Le maire répond.")
    html = draw('{% include "ui/diff.html" with pieces=pieces %}', "en", pieces=pieces)
    heard = re.sub(r'<small[^>]*aria-hidden="true">[^<]*</small>', "", html)
    assert re.sub(r"<[^>]+>", "", heard).strip() == (
        "Un. [passage 1 moved from here: Le maire répond.  end]La ville paie tout."
        "[passage 1 moved to here:  Le maire répond. end]"
    )
    assert "(moved from here, passage 1)" in html and "(moved to here, passage 1)" in html


def test_a_chart_says_in_words_what_it_draws_and_gives_its_numbers():
    from datetime import date

    points = [(date(2026, 9, 26), 3), (date(2026, 9, 28), 1500)]
    html = draw('{% include "ui/chart_days.html" with points=points label="Votes" %}', "en", points=points)
    assert 'aria-label="Votes: 1,503 in all; the highest day is 28\u00a0September 2026, with 1,500."' in html
    assert html.count("<rect") == 3
    assert '<td class="num">1,500</td>' in html


def test_the_loop_says_where_we_are():
    steps = [{"label": "Contribuer", "when": "", "state": "done"}, {"label": "Synthèse", "when": "", "state": "now"}]
    html = draw('{% include "ui/loop.html" with steps=steps %}', "fr", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert "Nous en sommes là." in html


def test_an_address_is_changed_one_parameter_at_a_time(rf):
    request = rf.get("/fr/p/?kind=proposal&after=12&kind=source&q=%22%3E")
    context = {"request": request}
    assert draw("{% query after=None as url %}{{ url|safe }}", **context) == "/fr/p/?kind=proposal&kind=source&q=%22%3E"
    assert draw('{% query kind="argument" after="" %}', **context) == "/fr/p/?kind=argument&amp;q=%22%3E"
    assert draw("{% query kind=None after=None q=None %}", **context) == "/fr/p/"

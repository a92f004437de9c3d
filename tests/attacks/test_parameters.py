"""Every parameter of every address, tampered with: a clear refusal or nothing, no failure, no echo that runs."""

import html
import re
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.people.second_factor import current_code
from tests import factories
from tests.attacks import payloads
from tests.attacks.test_inputs import once, told
from tests.attacks.world import FORMS
from tests.house_rules.test_routes import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
LISTS = ("contributions:list", "contributions:feed", "contributions:download", "moderation:bin", "decisions:answers")
NAMES = """
    q kind article parent heading question side state channel language order start after before status process
    next kept code contribution experience copies title body page stage from least territory
""".split()
HOSTILE = (
    *payloads.SQL,
    *payloads.TEMPLATES,
    payloads.HTML[0],
    payloads.HTML[40],
    payloads.HTML[42],
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "9" * 400,
    "-1",
    "1e309",
    "../../etc/passwd",
    "%s%n{0}",
    "é" * 9000,
    '"AND" OR NEAR(',
    "*",
    "\r\nSet-Cookie: x=1",
)


def body_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def unharmed(response, value: str, what: str) -> None:
    told(response, what)
    assert "\n" not in response.headers.get("Location", "") and "Set-Cookie: x" not in str(response.headers), what
    if "<" in value and "html" in response.headers.get("Content-Type", ""):
        assert value not in body_of(response), f"{what}: given back as it came"


# Filters and orders that do not exist --------------------------------------------------------------------------------

UNKNOWN = """
    foo=1 author__email__startswith=a participant__person__email=a kind=nothing state=deleted channel=fax
    language=xx side=sideways order=email order=-pk heading=nowhere article=99 question=none parent=none start=zz
    start=a64 after=zz after=1 after=-1-x before=zz kind=article&kind=argument kind=proposal&kind=proposal
    process_id=1 pk=1 page=2 limit=1 per_page=1
    order=(select+1)
""".split()


@once
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", UNKNOWN)
def test_what_a_list_does_not_have_is_told(name, query, language, world):
    if name in ("contributions:feed", "contributions:download") and query.startswith(("after", "before")):
        pytest.skip("these give the whole list, from wherever one stands in it")
    response = world.browser("anonymous").get(f"{world.address(name, language)}?{query}")
    assert response.status_code == 400, response.status_code
    page = body_of(response)
    assert f'<html lang="{language}"' in page
    with translation.override(language):
        common = translation.gettext("This request cannot be understood.")
    reason = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1].split("</main>")[0])))
    assert len(reason.replace(common, "").split()) > 5


@pytest.fixture(scope="module")
def places(world, django_db_blocker):
    """A cursor of a long list of this process, and one of another process."""
    with django_db_blocker.unblock():
        for _n in range(30):
            factories.make_contribution(world.process)
        other = factories.make_process()
        for _n in range(30):
            factories.make_contribution(other)
        client = world.browser("anonymous")
        pages = [
            client.get(f"/fr/p/{slug}/contributions/?order=newest").content.decode()
            for slug in (world.process.slug, other.slug)
        ]
        return [html.unescape(re.search(r"after=([^\"&]+)", page)[1]) for page in pages]


def test_a_cursor_that_was_tampered_with_or_comes_from_elsewhere_is_told(places, world):
    ours, theirs = places
    client = world.browser("anonymous")
    address = world.address("contributions:list") + "?order=newest&after="
    assert client.get(address + ours).status_code == 200
    value, public_id = ours.split("-", 1)
    bad = [
        theirs,
        ours[:-3],
        ours[3:] + "x",
        public_id,
        f"{value}-",
        f"{'9' * 18}-{public_id[::-1]}",
        f"{ours}-1",
        f"{value}-{world.rows['draft']}",
        f"{value}%27-{public_id}",
        f"{value}-{public_id}\x00",
        "-".join(["1"] * 40),
    ]
    for cursor in bad:
        assert client.get(address + quote(cursor)).status_code == 400, cursor
    assert client.get(address + f"{'9' * 18}-{public_id}").status_code in (200, 400)


# Everything everywhere -----------------------------------------------------------------------------------------------

ROLE = {name: roles[0] for name, roles in FORMS.items()}


def role_for(name: str) -> str:
    if name in ROLE:
        return ROLE[name]
    if name.startswith(("processes:", "texts:explanations")):
        return "organiser"
    return {
        "moderation:queue": "moderator",
        "moderation:organisations": "moderator",
        "channels:counter": "clerk",
        "channels:slip": "clerk",
        "ui:gallery": "operator",
        "site:me": "participant",
        "contributions:received": "author",
    }.get(name, "anonymous")


READERS = (
    "contributions:",
    "channels:",
    "moderation:",
    "decisions:",
    "texts:",
    "people:sign_in",
    "people:code",
    "site:me",
)


def reads_parameters(name: str) -> bool:
    return name.startswith(READERS)


@pytest.mark.parametrize("name", sorted(set(ROUTES) - {"account_logout"}))
def test_each_parameter_of_each_address(name, world):
    with transaction.atomic():
        client = world.browser(role_for(name))
        url = world.address(name)
        for value in HOSTILE if reads_parameters(name) else HOSTILE[8:12]:
            unharmed(
                client.get(f"{url}?{urlencode(dict.fromkeys(NAMES, value))}"), value, f"{name}: all = {value[:40]!r}"
            )
        for parameter in NAMES if reads_parameters(name) else ():
            for value in (payloads.HTML[40], "9" * 400):
                unharmed(
                    client.get(f"{url}?{urlencode({parameter: value})}"), value, f"{name}: {parameter}={value[:40]!r}"
                )
        for raw in ("?%ff%fe=%c3(&%00=1", "?%ff%fe=%c3(" + "&" * 3000 + "a=1&" * 1500, "?=&q=%&q[]=1&q[$gt]="):
            told(client.get(url + raw), f"{name}{raw[:30]}")
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "name", sorted(name for name in ROUTES if not name.startswith("/") and ROUTES[name].pattern.regex.groupindex)
)
def test_each_argument_of_each_address(name, world):
    """Arguments of the path itself: what was never given out is absent, whatever its letters."""
    url, client = world.address(name), world.browser(role_for(name))
    with transaction.atomic():
        for word in {value for value in world.rows.values() if value in url}:
            for value in ("%00", "a%00b", "x" * 3000, "%ff%fe%E2%80%AE", "%27%20OR%201=1--", "99999999999999999999"):
                told(client.get(url.replace(word, value)), f"{name}: {value[:30]}")
                told(client.post(url.replace(word, value)), f"POST {name}: {value[:30]}")
        transaction.set_rollback(True)


QUERIES = st.dictionaries(st.sampled_from(NAMES), st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE)), max_size=6)


@given(
    name=st.sampled_from([*LISTS, "contributions:similar", "channels:sheet", "contributions:detail", "people:sign_in"]),
    query=QUERIES,
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
def test_any_mixture_of_parameters(name, query, world):
    sent = urlencode({key: value.encode("utf-8", "replace") for key, value in query.items()})
    response = world.browser("anonymous").get(f"{world.address(name)}?{sent}")
    for value in query.values():
        unharmed(response, value, f"{name}?{sent}")


# Where a sign-in leads -----------------------------------------------------------------------------------------------

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "http://testserver@evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "\x01//evil.example",
    " //evil.example",
    "ftp://testserver/x",
    "//testserver\\@evil.example/",
    "https://testserver.evil.example/",
    "http://[::1",
]


@pytest.mark.parametrize("where", ELSEWHERE)
@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("people:sign_in", "anonymous"),
        ("people:sign_in", "participant"),
        ("people:code", "anonymous"),
        ("account_reauthenticate", "participant"),
        ("account_reauthenticate", "moderator"),
        ("mfa_reauthenticate", "moderator"),
        ("contributions:follow", "participant"),
        ("contributions:stance", "participant"),
        ("contributions:follow_process", "participant"),
        ("people:sign_out", "participant"),
        ("account_login", "anonymous"),
    ],
)
def test_nothing_leads_elsewhere(name, role, where, world):
    with transaction.atomic():
        client = world.browser(role)
        url = f"{world.address(name)}?{urlencode({'next': where})}"
        code = current_code(world.people[role]) if role == "moderator" else ""
        form = {
            "next": where,
            "code": code,
            "value": "agree",
            "consent": "on",
            "email": "x@example.org",
            "wanted": "yes",
        }
        for response in (client.get(url), client.post(url, form)):
            told(response, where)
            leads = response.headers.get("Location", "").split("?")[0]
            assert leads == "" or re.match(r"/(fr|en)/", leads), leads
            if response.status_code == 200:
                links = re.findall(r'(?:href|action|hx-[a-z]+)="([^"]*)"', body_of(response))
                assert not [
                    link for link in map(html.unescape, links) if link == where or "evil.example" in link.split("?")[0]
                ]
        transaction.set_rollback(True)

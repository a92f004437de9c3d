"""How many codes may be sent: nobody drowns a mailbox, nobody keeps another out, nobody uses up the mail of all."""

from unittest import mock

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from parvis.people import codes, limits
from parvis.people.models import Code, Limit, Person
from tests.factories import make_person

from .signing_in import digits_of
from .test_codes_under_attack import at_once

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.7"


def ask(browser: Client, address="claire@example.org"):
    return browser.post(reverse("people:sign_in"), {"email": address})


def ask_anew(address="claire@example.org", network=HERE):
    return ask(Client(REMOTE_ADDR=network), address)


def make(n: int, **what) -> bool:
    asked = {"address": f"person-{n}@example.org", "browser": f"browser {n}", "network": f"network {n}", **what}
    try:
        codes.make(purpose="sign_in", **asked)
    except codes.TooManyCodes:
        return False
    return True


def test_who_asks_for_the_address_of_another_keeps_them_from_nothing():
    statuses = [ask_anew().status_code for _n in range(codes.PER_ADDRESS_HERE + 2)]
    assert statuses == [302] * codes.PER_ADDRESS_HERE + [422] * 2
    browser = Client(REMOTE_ADDR=ELSEWHERE)
    assert ask(browser).status_code == 302
    assert browser.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1])}).status_code == 302
    assert Person.objects.get().email == "claire@example.org"


def test_what_one_network_is_refused_uses_up_nothing_of_the_address():
    for _n in range(codes.PER_ADDRESS + 5):
        make(0, browser=f"browser {_n}")
    assert limits.spent("code:address:person-0@example.org", seconds=limits.HOUR) == codes.PER_ADDRESS_HERE


def test_the_last_code_sent_still_works_when_no_other_can_leave():
    hers = Client(REMOTE_ADDR=HERE)
    ask(hers)
    last = digits_of(mail.outbox[-1])
    while ask_anew().status_code == 302:
        pass
    sent = len(mail.outbox)
    for act in (lambda: ask(hers), lambda: hers.post(reverse("people:code"), {"again": "1"})):
        assert "use the last code we sent you" in hers.get(act().url).text
    assert len(mail.outbox) == sent
    assert hers.post(reverse("people:code"), {"typed": last}).status_code == 302
    assert "_auth_user_id" in hers.session


def test_a_code_that_is_dead_is_not_offered_again():
    hers = Client(REMOTE_ADDR=HERE)
    ask(hers)
    while ask_anew().status_code == 302:
        pass
    Code.objects.update(tries=codes.TRIES)
    page = ask(hers)
    assert page.status_code == 422 and "Try again when the next hour begins" in page.text
    assert "claire@example.org" in page.text


def test_nobody_learns_from_a_refusal_whether_the_address_has_an_account():
    make_person("known@example.org")
    pages = []
    for address in ("known@example.org", "unknown@example.org"):
        while (answer := ask_anew(address)).status_code == 302:
            pass
        pages.append((answer.status_code, answer.text.replace(address, "ADDRESS")))
    assert pages[0] == pages[1]


def exhaust(address="claire@example.org", networks=6) -> None:
    """Somebody asks again and again for the address of another, from several networks."""
    for network in range(networks):
        for n in range(codes.PER_ADDRESS_HERE):
            make(0, address=address, browser=f"theirs {network} {n}", network=f"198.51.{network}.0/24")


def test_whoever_asks_for_an_address_from_many_networks_keeps_its_owner_out_of_nothing():
    exhaust()
    assert limits.spent("code:address:claire@example.org", seconds=limits.HOUR) == codes.PER_ADDRESS
    hers = Client(REMOTE_ADDR=HERE)
    assert ask(hers).status_code == 302
    assert hers.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1])}).status_code == 302
    assert Person.objects.get().email == "claire@example.org" and "_auth_user_id" in hers.session


def test_wrong_codes_typed_elsewhere_use_up_no_try_of_hers():
    hers = Client(REMOTE_ADDR=HERE)
    ask(hers)
    right = digits_of(mail.outbox[-1])
    for network in range(6):
        theirs = Client(REMOTE_ADDR=f"198.51.{network}.7")
        ask(theirs)
        for _n in range(codes.TRIES + 1):
            theirs.post(reverse("people:code"), {"typed": "0000 0000"})
    assert hers.post(reverse("people:code"), {"typed": right}).status_code == 302
    assert "_auth_user_id" in hers.session


def test_once_an_address_has_many_codes_a_network_gets_one_more_and_no_second():
    exhaust()
    got = [make(n, address="claire@example.org", network="hers") for n in range(3)]
    assert got == [True, False, False]
    assert not make(9, address="claire@example.org", network="198.51.0.0/24")


def test_a_browser_gets_ten_for_all_addresses():
    got = [make(n, browser="hers") for n in range(codes.PER_BROWSER + 1)]
    assert got == [True] * codes.PER_BROWSER + [False]


def test_one_network_causes_a_tenth_of_the_mail_and_all_of_them_the_whole(settings):
    settings.PARVIS_CODES_PER_HOUR = 20
    assert [make(n, network="greedy") for n in range(4)] == [True, True, False, False]
    assert sum(make(n) for n in range(10, 40)) == 18
    assert limits.spent(codes.IN_ALL, seconds=limits.HOUR) == 20


def test_ten_greedy_networks_leave_codes_to_the_others(settings):
    settings.PARVIS_CODES_PER_HOUR = 100
    for network in range(10):
        while make(0, address=f"{network}@example.org", browser=f"{network}", network=f"greedy {network}"):
            pass
        for n in range(30):
            make(n, address=f"{network}-{n}@example.org", browser=f"{network} {n}", network=f"greedy {network}")
    assert 50 < limits.spent(codes.IN_ALL, seconds=limits.HOUR) < 75
    assert make(99, network="hers")


@pytest.mark.django_db(transaction=True)
def test_limits_hold_when_many_ask_at_once(settings):
    settings.PARVIS_CODES_PER_HOUR = 50
    here = at_once(lambda n: make(0, browser=f"browser {n}"), 60)
    assert sum(here) == codes.PER_ADDRESS_HERE
    assert sum(at_once(lambda n: make(n + 1), 100)) == 50 - codes.PER_ADDRESS_HERE


def test_a_new_hour_begins_the_count_anew():
    while make(0, browser="hers"):
        pass
    now = limits.time.time()
    with mock.patch.object(limits.time, "time", return_value=now + limits.HOUR):
        assert make(0, browser="hers")


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_a_network_is_what_one_requester_can_have_whole(rf, address, named):
    assert limits.network(rf.get("/", REMOTE_ADDR=address)) == named


def test_behind_a_proxy_the_last_address_it_adds_counts_and_no_other(rf, settings):
    given = {"REMOTE_ADDR": "127.0.0.1", "headers": {"X-Forwarded-For": f"10.0.0.1, {ELSEWHERE}"}}
    assert limits.network(rf.get("/", **given)) == "127.0.0.0/24"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert limits.network(rf.get("/", **given)) == "198.51.100.0/24"


def test_no_network_and_no_address_is_kept_in_clear():
    ask_anew()
    kept = str(list(Limit.objects.values()))
    assert "203.0.113" not in kept and "claire" not in kept

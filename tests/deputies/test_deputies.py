"""A deputy signs in the name of who holds an office: between two days, what the act says, until it is taken back."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from parvis.answer_desk import actions as desk
from parvis.answer_desk.actions import batches
from parvis.answer_desk.models import Draft
from parvis.decisions.models import Answer
from parvis.deputies import actions
from parvis.deputies.models import Deputy
from parvis.ledger.models import Entry
from parvis.processes import signing
from parvis.processes.blocks import Forbidden
from parvis.processes.models import Process
from parvis.processes.promises import offices
from parvis.processes.promises.actions import today
from tests.answer_desk.conftest import said, supported
from tests.factories import make_person, make_process, make_staff
from tests.house_rules.test_routes import browser
from tests.processes.test_pacts import make_draft

from .conftest import DAY, held, named

pytestmark = pytest.mark.django_db
WORDS = "Noor Haddad, deputy mayor, by delegation of Camille Aubier, act no. 2026-14"


@pytest.fixture
def process():
    return make_process(open=False)


@pytest.fixture
def checked(process, office):
    return ready(process, office)


def ready(process, office, **fields) -> Draft:
    """An answer that waits for a signature."""
    about = supported(process, "A crossing by the school")
    draft = desk.save_draft(about=about, seen=0, by=make_staff("organiser"), **said(office, **fields))
    return desk.check(draft, by=make_staff("organiser"), seen=draft.version)


def sign(draft, person, signed_by="Camille Aubier, mayor"):
    return desk.sign([(draft, draft.version)], by=person, signed_by=signed_by)[0]


def page(person, process, **sent):
    client, url = browser(person), reverse("answer_desk:sign", args=[process.slug])
    return client.post(url, sent) if sent else client.get(url)


def test_a_deputy_who_organises_has_the_pacts_to_sign_in_their_menu(office, mayor, deputy):
    address = reverse("processes:to_sign")
    others = make_staff("organiser")
    assert address not in browser(deputy).get(reverse("site:me")).text
    named(office, mayor, deputy, answers=True, pacts=False)
    assert address not in browser(deputy).get(reverse("site:me")).text
    given = named(office, mayor, deputy, answers=False, pacts=True)
    process = make_draft()
    assert f'href="{address}"' in browser(deputy).get(reverse("site:me")).text
    assert str(process.title) in browser(deputy).get(address).text
    assert browser(others).get(address).status_code == 403
    actions.revoke(given)
    assert browser(deputy).get(address).status_code == 403


def test_a_deputy_signs_and_everyone_reads_by_which_act(process, office, mayor, deputy, checked):
    named(office, mayor, deputy)
    assert WORDS in page(deputy, process).text
    tick = f"{checked.public_id}:{checked.version}"
    assert page(deputy, process, draft=tick, signed_by="Camille Aubier, mayor").status_code == 302
    batch = desk.announce(process, publish_on=today(), by=deputy)
    batches.publish_batch(batch)
    answer = Answer.objects.get()
    assert answer.signed_by == WORDS and WORDS in browser(None).get(answer.get_absolute_url()).text
    record = json.loads(bytes(Entry.objects.get(act="answer.published").record))
    assert record["body"]["signed_by"] == WORDS


def test_the_signature_speaks_the_language_of_the_answer(process, office, mayor, deputy):
    named(office, mayor, deputy)
    signed = sign(ready(process, office, language="fr"), deputy)
    assert "par délégation" in signed.signed_by or "by delegation" in signed.signed_by
    assert len(signed.signed_by) <= 160


def test_who_holds_the_office_signs_in_their_own_name(mayor, checked):
    assert sign(checked, mayor).signed_by == "Camille Aubier, mayor"


def test_another_decider_does_not_sign_for_an_office_someone_holds_here(process, mayor, checked):
    other = make_staff("decider", display_name="Odile Marchenoir")
    with pytest.raises(desk.Refused, match="its holder signs"):
        sign(checked, other)
    shown = page(other, process).text
    assert "1 more answer waits for the holder of another office" in shown and checked.public_id not in shown
    tick = f"{checked.public_id}:{checked.version}"
    assert page(other, process, draft=tick, signed_by="Camille Aubier, mayor").status_code == 422
    assert Draft.objects.get().state == "checked"


def test_an_office_whose_holder_has_no_account_is_signed_for_by_who_decides(process, mayor):
    from parvis.processes.models import Office

    assert sign(ready(process, Office.objects.create(slug="roads", name={"en": "Roads"})), mayor).state == "signed"


@pytest.mark.parametrize(
    "change",
    [
        {"since": -9, "until": -1},
        {"since": 1, "until": 9},
        {"answers": False},
    ],
    ids=["expired", "not begun", "of pacts only"],
)
def test_what_the_act_does_not_say_is_refused(process, office, mayor, deputy, checked, change):
    given = named(office, mayor, deputy)
    days = {name: today() + change[name] * DAY for name in ("since", "until") if name in change}
    Deputy.objects.filter(pk=given.pk).update(**{**change, **days})
    with pytest.raises(desk.Refused):
        sign(checked, deputy)
    assert page(deputy, process).status_code == 403


def test_a_delegation_taken_back_signs_nothing_more_and_what_was_signed_stays(process, office, mayor, deputy, checked):
    given = named(office, mayor, deputy)
    sign(checked, deputy)
    other = ready(process, office)
    for _twice in range(2):
        actions.revoke(given)
    with pytest.raises(desk.Refused):
        sign(other, deputy)
    assert Draft.objects.get(pk=checked.pk).signed_by == WORDS
    assert list(Entry.objects.filter(act__startswith="deputy").values_list("act", flat=True)) == [
        "deputy.named",
        "deputy.revoked",
    ]


def test_it_falls_when_someone_else_holds_the_office_or_an_account_closes(office, mayor, deputy, checked):
    named(office, mayor, deputy)
    type(deputy).objects.filter(pk=deputy.pk).update(is_active=False)
    with pytest.raises(desk.Refused):
        sign(checked, deputy)
    type(deputy).objects.filter(pk=deputy.pk).update(is_active=True)
    heir = make_staff("decider", display_name="Odile Marchenoir")
    offices.hand_over(office, name="Odile Marchenoir", since=today(), person=heir)
    for person in (deputy, mayor):
        with pytest.raises(desk.Refused):
            sign(checked, person)


def test_a_deputy_names_nobody(office, mayor, deputy):
    named(office, mayor, deputy)
    with pytest.raises(Forbidden, match="a deputy cannot name another"):
        named(office, deputy, make_staff("organiser"))
    assert browser(deputy).get(reverse("deputies:deputies")).status_code == 403


def test_a_deputy_who_holds_another_office_names_deputies_of_that_one_only(process, office, mayor, checked):
    colleague, third = make_staff("decider", display_name="Ali Benali"), make_staff("organiser")
    roads = held("roads", "Roads", colleague)
    named(office, mayor, colleague)
    named(roads, colleague, third)
    with pytest.raises(Forbidden):
        named(office, colleague, third)
    sent = form(office, third)
    assert browser(colleague).post(reverse("deputies:deputies"), sent).status_code == 422
    with pytest.raises(desk.Refused):
        sign(checked, third)
    assert sign(ready(process, roads), third).state == "signed"


def test_nobody_is_their_own_deputy(office, mayor):
    with pytest.raises(Forbidden):
        named(office, mayor, mayor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputy.objects.create(
            office=office,
            holder=mayor,
            person=mayor,
            name="M",
            act_number="1",
            since=today(),
            until=today(),
            pacts=True,
        )


def form(office, person, **changed):
    days = {"since": today().isoformat(), "until": (today() + 30 * DAY).isoformat()}
    said = {"office": office.slug, "email": person.email, "name": "Noor Haddad, deputy mayor", "signs": ["answers"]}
    return {**said, **days, "act_number": "2026-14", **changed}


def test_the_page_names_a_deputy_and_takes_the_delegation_back(office, mayor, deputy):
    client, url = browser(mayor), reverse("deputies:deputies")
    assert "Name a deputy" in client.get(url).text
    for _twice in range(2):
        assert client.post(url, form(office, deputy)).status_code == 302
    given = Deputy.objects.get()
    assert (given.answers, given.pacts, given.person) == (True, False, deputy)
    public = browser(None).get(office.get_absolute_url()).text
    assert "Noor Haddad, deputy mayor" in public and "2026-14" in public and deputy.email not in public
    assert client.post(reverse("deputies:revoke", args=[given.public_id])).status_code == 302
    assert "Taken back" in client.get(url).text
    assert "Noor Haddad" not in browser(None).get(office.get_absolute_url()).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": "nobody@example.org"}, "No account of an organiser or a decider"),
        ({"email": "mayor@example.org"}, "your own address"),
        ({"until": "2020-01-01", "since": "2019-01-01"}, "This day has passed"),
        ({"until": "2026-01-01", "since": "2030-01-01"}, "The last day comes after the first"),
        ({"signs": []}, "Choose what they may sign"),
        ({"act_number": ""}, "Write the number of the act"),
        ({"office": "someone-elses"}, "Choose one of your offices"),
    ],
)
def test_what_was_typed_wrong_is_said(office, mayor, deputy, changed, words):
    shown = browser(mayor).post(reverse("deputies:deputies"), {**form(office, deputy), **changed})
    assert shown.status_code == 422 and words in shown.text and not Deputy.objects.exists()


def test_only_who_named_them_or_holds_the_office_takes_it_back(office, mayor, deputy):
    given = named(office, mayor, deputy)
    url = reverse("deputies:revoke", args=[given.public_id])
    for person in (make_person(), deputy, make_staff("decider")):
        assert browser(person).post(url).status_code == 403
    assert Deputy.objects.get().revoked_at is None


def test_a_pact_is_signed_by_a_deputy_and_says_so_everywhere(office, mayor, deputy):
    draft = make_draft()
    with pytest.raises(Forbidden):
        signing.sign(draft, person=deputy)
    given = named(office, mayor, deputy)
    client = browser(deputy)
    url = reverse("processes:sign", args=[draft.slug])
    for _twice in range(2):
        client.post(url, {"act": "sign"})
    (signature,) = draft.signatures.all()
    assert signature.name == "Camille Aubier" and signature.person == deputy
    pact = Process.objects.get(pk=draft.pk).pact
    assert "par délégation" in pact.signed_by or "by delegation" in pact.signed_by
    assert signature.delegated.words in client.get(url).text
    actions.revoke(given)
    with pytest.raises(Forbidden):
        signing.sign(draft, person=deputy)
    assert draft.signatures.count() == 1


def test_a_deputy_for_answers_signs_no_pact(office, mayor, deputy):
    named(office, mayor, deputy, pacts=False)
    with pytest.raises(Forbidden):
        signing.sign(make_draft(), person=deputy)

"""L14 and L16: who took part, and results by group. No page, file or command tells of fewer than 11 people together."""

import csv
import io
import itertools
import json
import os
from random import Random

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import translation

from parvis.contributions import actions, base, groups, quarters, who
from parvis.contributions.models import Participant, Residence, Stance
from parvis.exchange import erasure
from parvis.ledger.models import Entry
from parvis.people import actions as people
from parvis.processes.blocks import Blocked, ask
from parvis.territories.models import Territory
from tests.factories import make_contribution, make_participant, make_person, make_process, make_staff, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def town():
    place = make_territory(slug="town", population=1000)
    for slug, population in (("east", 500), ("north", 300), ("west", 200)):
        name = {"fr": slug.title(), "en": slug.title()}
        Territory.objects.create(
            slug=slug, name=name, parent=place, population=population, population_source="Census of 2026"
        )
    return place


@pytest.fixture
def process(town):
    return make_process(slug="where-to-plant", territory=town)


def come(process, quarter: str = "", many: int = 1, **fields) -> list[Participant]:
    made = [
        Participant(process=process, **{"channel": "web", "key": os.urandom(32), **fields}) for _person in range(many)
    ]
    Participant.objects.bulk_create(made)
    if quarter:
        place = Territory.objects.get(slug=quarter)
        Residence.objects.bulk_create(Residence(participant=one, territory=place) for one in made)
    return made


def say(contribution, people, value: str, channel: str = "web") -> None:
    Stance.objects.bulk_create(
        Stance(contribution=contribution, participant=one, value=value, channel=channel) for one in people
    )


def told(client, address: str) -> dict:
    return json.loads(client.get(address).content)


def counts(content: dict, table: str) -> dict[tuple, int]:
    return {tuple(row["groups"]): row["people"] for row in content["rows"] if row["table"] == table}


def test_L16_resemblance_is_measured_from_quarters_and_said_in_words_everywhere(client, process):
    come(process, "east", 40)
    come(process, "north", 20)
    come(process, "west", 40)
    come(process, "", 30)
    found = quarters.read(process).measure
    assert found.score == 1 - (abs(0.4 - 0.5) + abs(0.2 - 0.3) + abs(0.4 - 0.2)) / 2 == 0.8
    words = "Resemblance to the population by quarter: 0.80 of 1."
    assert words in base.base(process).words
    assert words in client.get("/en/p/where-to-plant/people/").content.decode()
    content = told(client, "/en/p/where-to-plant/people.json")
    assert content["resemblance"] == content["base"]["resemblance"] == 0.8
    facts = {"registered": 130, "verified": 130, "since": 1, "until": 1}
    assert ask("L16", process, resemblance=content["resemblance"], **facts) is None
    carried = b"".join(client.get("/en/p/where-to-plant/contributions.json").streaming_content)
    assert json.loads(carried)["base"]["resemblance_basis"] == "territory"


def test_L16_a_page_and_a_file_tell_one_resemblance_the_one_of_their_tables(client, process):
    come(process, "east", 40)
    come(process, "north", 40)
    before = base.base(process).measure.score
    come(process, "west", 30)
    assert before != (now := quarters.read(process).measure.score)
    content = told(client, "/en/p/where-to-plant/people.json")
    assert content["resemblance"] == content["base"]["resemblance"] == now
    page = client.get("/en/p/where-to-plant/people/").content.decode()
    assert f"{now:.2f} of 1" in page and f"{before:.2f} of 1" not in page


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda process: Territory.objects.filter(parent__isnull=False).delete(), "quarters"),
        (lambda process: Territory.objects.filter(slug="west").update(population=None), "population"),
        (lambda process: Territory.objects.filter(slug="town").update(population=5000), "part"),
        (lambda process: come(process, "", 101), "few"),
        (lambda process: process.__class__.objects.update(people_elsewhere=5000), "elsewhere"),
    ],
)
def test_L16_resemblance_is_not_measured_without_its_ground_and_says_why(client, process, change, why):
    come(process, "east", 50)
    come(process, "north", 50)
    if why == "quarters":
        Residence.objects.all().delete()
    change(process)
    found = quarters.read(process.__class__.objects.select_related("territory").get(pk=process.pk)).measure
    assert (found.score, found.why) == (None, why)
    assert found.reason in client.get("/en/p/where-to-plant/people/").content.decode()


def test_L14_a_small_group_is_told_with_others_never_alone(client, process):
    come(process, "east", 40)
    come(process, "north", 20)
    come(process, "west", 4)
    come(process, "", 15, channel="paper", key=None, checked=False)
    content = told(client, "/en/p/where-to-plant/people.json")
    assert counts(content, "territory") == {("east",): 40, ("north",): 20, ("unsaid", "west"): 19}
    assert counts(content, "channel") == {("web",): 64, ("paper",): 15}
    assert counts(content, "verification") == {("verified",): 64, ("unverified",): 15}
    page = client.get("/en/p/where-to-plant/people/").content.decode()
    assert "Other groups, together: did not say in which quarter they live, West" in page
    rows = list(csv.DictReader(io.StringIO(client.get("/en/p/where-to-plant/people.csv").content.decode("utf-8-sig"))))
    assert [(row["groups"], int(row["people"])) for row in rows if row["table"] == "territory"] == [
        ("east", 40),
        ("north", 20),
        ("unsaid ; west", 19),
    ]


def test_L14_no_number_of_any_page_or_file_gives_a_small_group_by_subtraction(client, process):
    """Random worlds: what is told is put together in every way that makes sense, and no small group comes out."""
    chance = Random(14)
    contribution = make_contribution(process)
    for _round in range(12):
        Participant.objects.filter(process=process).delete()
        Stance.objects.all().delete()
        cache.clear()
        for slug in ("east", "north", "west", ""):
            for channel in ("web", "paper", "room"):
                some = come(process, slug, chance.choice([0, 1, 3, 10, 12, 30]), channel=channel)
                if channel != "web":
                    Participant.objects.filter(pk__in=[one.pk for one in some[::2]]).update(checked=False)
                for one in some:
                    if chance.random() < 0.8:
                        say(contribution, [one], chance.choice(["agree", "mixed", "disagree"]), channel)
        content = told(client, "/en/p/where-to-plant/people.json")
        results = told(client, f"/en/c/{contribution.public_id}/groups.json")
        registered = content["people_here"]
        for file, total in ((content, registered), (results, results["people"])):
            for table in {row["table"] for row in file["rows"]}:
                shown = list(counts(file, table).values())
                assert sum(shown) == total
                for some in itertools.product((0, 1), repeat=len(shown)):
                    part = sum(itertools.compress(shown, some))
                    assert all(one == 0 or one >= 11 for one in (part, total - part))
        verified = content["base"]["verified"]
        if verified is not None:
            online = counts(content, "channel").get(("web",), 0)
            rests = [registered - verified, verified, verified - online] if registered > verified else [verified]
            assert all(one <= 0 or one >= 11 for one in rests)
        for row in results["rows"]:
            assert row["agree"] + row["mixed"] + row["disagree"] == row["people"]
            inside = [set(key) for key in counts(content, row["table"]) if row["table"] == "territory"]
            assert row["table"] != "territory" or all(
                set(row["groups"]) >= key or not set(row["groups"]) & key for key in inside
            )


def test_L14_results_by_group_are_shown_from_eleven_people_on(client, process):
    contribution = make_contribution(process, title="A crossing")
    east, north, west = (come(process, slug, many) for slug, many in (("east", 30), ("north", 20), ("west", 12)))
    say(contribution, east[:15], "agree")
    say(contribution, east[15:], "disagree")
    say(contribution, north[:11], "mixed", "paper")
    say(contribution, west[:10], "agree")
    content = told(client, f"/en/c/{contribution.public_id}/groups.json")
    assert counts(content, "territory") == {("east",): 30, ("north", "west"): 21, ("unsaid",): 0}
    east_row = next(row for row in content["rows"] if row["groups"] == ["east"])
    assert (east_row["agree"], east_row["mixed"], east_row["disagree"]) == (15, 0, 15)
    assert counts(content, "channel") == {("web",): 40, ("paper",): 11}
    page = client.get(f"/en/c/{contribution.public_id}/groups/").content.decode()
    assert "Other groups, together: North, West" in page and "15 agree" in page.replace("</b>", "")


def test_results_by_quarter_say_that_nobody_told_theirs(client, process):
    contribution = make_contribution(process)
    say(contribution, come(process, "", 30), "agree")
    content = told(client, f"/en/c/{contribution.public_id}/groups.json")
    assert content["not_shown"]["territory"] == "Nobody said in which quarter they live."


@pytest.mark.parametrize("asked", ["least=10", "territory=west", "channel=paper"])
@pytest.mark.parametrize("address", ["people/", "people.csv", "people.json", "c/", "c.json"])
def test_L14_asking_for_a_smaller_group_is_blocked_says_why_and_is_recorded(client, process, address, asked):
    contribution = make_contribution(process)
    say(contribution, come(process, "east", 30) + come(process, "north", 20) + come(process, "west", 4), "agree")
    about = {"c/": f"/en/c/{contribution.public_id}/groups/", "c.json": f"/en/c/{contribution.public_id}/groups.json"}
    path = about.get(address, f"/en/p/where-to-plant/{address}")
    answer = client.get(f"{path}?{asked}")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Blocked by rule L14" in page and "someone’s opinion could be guessed" in page and "Merge groups" in page
    assert Entry.objects.filter(act="action.blocked").count() == 1
    for _again in range(12):
        client.get(f"{path}?{asked}")
    assert Entry.objects.filter(act="action.blocked").count() == 10, "an address asked again fills no record"


def test_L14_a_group_large_enough_can_be_asked_for_alone(client, process):
    come(process, "east", 30)
    come(process, "north", 20)
    page = client.get("/en/p/where-to-plant/people/?territory=east&least=20").content.decode()
    assert "East" in page and "North" not in page
    assert client.get("/en/p/where-to-plant/people/?least=many").status_code == 400


def test_L14_the_command_refuses_alike(process, capsys):
    come(process, "east", 30)
    come(process, "north", 20)
    for asked in (["--least", "5"], ["--group", "territory=west"]):
        if asked[1] == "territory=west":
            come(process, "west", 3)
        with pytest.raises(Blocked) as blocked:
            call_command("people", "where-to-plant", *asked)
        assert blocked.value.code == "L14" and "Merge groups" in blocked.value.told()
    for unknown in ("quarter=east", "channel=", "paper"):
        with pytest.raises(CommandError, match="TABLE=NAME"):
            call_command("people", "where-to-plant", "--group", unknown)
    call_command("people", "where-to-plant", "--format", "json")
    content = json.loads(capsys.readouterr().out)
    assert all(row["people"] == 0 or row["people"] >= 11 for row in content["rows"])


def test_L14_an_imported_process_says_what_cannot_be_known(client, process):
    process.people_elsewhere = 21330
    process.save()
    page = client.get("/en/p/where-to-plant/people/").content.decode()
    assert "21,330 people took part" in page and "cannot be known here" in page
    assert "there is no table to show" in page


def test_who_took_part_tells_whoever_signed_for_an_organisation_apart(process):
    made = come(process, "east", 30)
    body = people.declare_organisation(person=make_person(), name="Friends", represents="Us", interests="None")
    for one in made[:12]:
        row = make_contribution(process)
        type(row).objects.filter(pk=row.pk).update(participant=one, organisation=body)
    table = next(one for one in who.read(process).tables if one.key == "signature")
    assert {row.label: row.people for row in table.rows}["Signed at least once for an organisation"] == 12


def test_who_took_part_costs_the_same_for_many(process, django_assert_max_num_queries):
    contribution = make_contribution(process)
    say(contribution, come(process, "east", 50) + come(process, "north", 60), "agree")
    with django_assert_max_num_queries(6):
        who.read(process)
    with django_assert_max_num_queries(6):
        groups.read(contribution)


def test_a_participant_says_their_quarter_changes_it_and_takes_it_back(client, process):
    claire = make_person()
    client.force_login(claire)
    address = "/en/p/where-to-plant/my-quarter/"
    assert client.get(address).status_code == 403, "who did not take part has nothing to say there"
    participant = make_participant(process, claire)
    for quarter in ("east", "west", ""):
        assert client.post(address, {"quarter": quarter}).status_code == 302
        said = Residence.objects.filter(participant=participant).values_list("territory__slug", flat=True)
        assert list(said) == ([quarter] if quarter else [])
    assert client.post(address, {"quarter": "the-moon"}).status_code == 422
    assert "Choose a quarter of the list." in client.post(address, {"quarter": "the-moon"}).content.decode()
    assert "in which quarter I live" in client.get("/en/me/").content.decode()
    assert not Entry.objects.filter(act__contains="quarter").exists()


def test_someone_helped_at_the_counter_may_say_their_quarter(client, process):
    proposal = make_contribution(process, title="A crossing")
    client.force_login(make_staff("clerk"))
    address = f"/en/desk/counter/help/where-to-plant/?contribution={proposal.public_id}"
    assert "The quarter they live in" in client.get(address).content.decode()
    typed = {"answer_1": "agree", "language": "en", "consent": "on", "read_back": "on", "quarter": "north"}
    assert client.post(address, typed).status_code == 302
    assert Residence.objects.get().territory.slug == "north"
    assert b"north" not in bytes(Entry.objects.get(act="counter.helped").record)


def test_the_quarter_goes_with_the_consent_and_the_account_and_follows_a_merge(process):
    claire, other = make_person(), make_person()
    for withdraw in (erasure.withdraw_consent, None):
        participant = make_participant(process, claire)
        actions.say_quarter(participant=participant, quarter=Territory.objects.get(slug="east"))
        if withdraw:
            withdraw(person=claire, process=process)
            assert not Residence.objects.exists()
    kept = make_participant(process, other)
    actions.merge(kept=kept, absorbed=participant)
    assert Residence.objects.get().participant == kept
    erasure.erase(other, withdraw_texts=False)
    assert not Residence.objects.exists()


def test_an_organiser_writes_quarters_and_their_population(client, process):
    client.force_login(make_staff("organiser"))
    address = "/en/desk/p/where-to-plant/quarters/"
    assert "East; 500" in client.get(address).content.decode()
    typed = {"population": "1200", "lines": "east; 6 00\nThe Station;200\nSouth;", "source": "Census of 2027"}
    assert client.post(address, typed).status_code == 302
    found = dict(Territory.objects.filter(parent__slug="town").values_list("slug", "population"))
    assert found == {"east": 600, "north": 300, "west": 200, "the-station": 200, "south": None}
    assert Territory.objects.get(slug="east").population_source == "Census of 2027"
    assert Entry.objects.filter(act="population.written").count() == 1
    for wrong, words in (
        ({"lines": "East; many"}, "Line 1: write after the semicolon a whole number"),
        ({"lines": "; 12"}, "Line 1: write the name of the quarter"),
        ({"lines": "East; 1\neast; 2"}, "is written twice"),
        ({"source": ""}, "Say who counted these people"),
    ):
        answer = client.post(address, typed | wrong)
        assert answer.status_code == 422 and words in answer.content.decode().replace("&#x27;", "'")

"""A text in two versions: what people changed in the first, what members did with it, where it stands in the second."""

import json
from datetime import timedelta

from analysis import bills
from analysis.chamber_lists import Tabled
from parvis.amendments import actions
from parvis.amendments.models import Carrying, Duty, Member
from parvis.contributions.models import Contribution
from parvis.outcomes import actions as outcomes
from parvis.processes.models import Process, Promise
from parvis.texts import actions as texts
from parvis.texts import anchoring
from parvis.texts.models import Anchor, BillVersion

from .. import bulk
from .content import Days
from .places import Cast
from .said import OPINIONS, Voices, replaced

NIGHTS = {"deposited": -22, "committee": -2}  # when what offices owe was opened


def deposited(bill: dict, told: dict) -> dict:
    """The first version as said.articles and said.write_bill take it; what it says otherwise is explained otherwise."""
    first = told["deposited"]
    return bill | {"articles": [_former(article, first) for article in bill["articles"]]}


def _former(article: dict, first: dict) -> dict:
    changes = first["replace"].get(article["number"], [])
    said = replaced("\n".join(article["paragraphs"]), changes).split("\n")
    explanation = first["explanations"][article["number"]] if changes else article["explanation"]
    votes = dict(zip(OPINIONS, first["votes"][article["number"]], strict=True))
    return article | {"paragraphs": said, "explanation": explanation, **votes}


def bring_in(process: Process, bill: dict, told: dict, voices: Voices, days: Days) -> dict[str, bulk.Draft]:
    """The version under discussion; drafts of its articles, by "article:number", with what is thought of them."""
    said = told["committee"]
    closes_at = days.at(said["tabling"], "17:00")
    version = texts.add_version(
        bill=process.bill,
        read=_read(bill),
        said=texts.Published(**published(said, days), tabling_closes_at=closes_at, tabling_source=said["tabling_link"]),
    )
    at = days.at(said["published"], "8:00")
    BillVersion.objects.filter(pk=version.pk).update(published_at=at)
    Contribution.objects.filter(process=process, superseded_at__isnull=False).update(superseded_at=at)
    drafts = {}
    rows = version.articles.select_related("contribution__process").order_by("position")
    for article, row in zip(bill["articles"], rows, strict=True):
        texts.explain(row, article["explanation"])
        row.contribution.said_at = row.contribution.newest_at = row.contribution.published_at = at
        row.contribution.save(update_fields=["said_at", "newest_at", "published_at"])
        votes = voices.votes(article, OPINIONS, days, since=voices.opens)
        drafts[f"article:{article['number']}"] = bulk.Draft(row.contribution, stances=votes)
    return drafts


def published(said: dict, days: Days) -> dict:
    return {
        "stage": said["stage"],
        "body": said["body"]["fr"],
        "text_number": said["text_number"],
        "on": days.date(said["day"]),
        "source_url": said["link"],
    }


def _read(bill: dict) -> bills.Bill:
    """As a file of the chamber would be read."""
    chapters = {
        one["key"]: bills.Division(kind="chapter", number=one["number"], heading=one["title"]["fr"])
        for one in bill["chapters"]
    }
    for one in bill["articles"]:
        article = bills.Article(one["number"], heading=one["heading"]["fr"], paragraphs=list(one["paragraphs"]))
        chapters[one["chapter"]].children.append(article)
    return bills.Bill(title=bill["title"]["fr"], children=list(chapters.values()))


def members(told: list[dict], cast: Cast, days: Days) -> dict[str, Member]:
    """Who may carry, by key."""
    return {
        one["key"]: actions.keep_member(
            person=cast.staff.get(one.get("account", one["key"])),
            kind=one["kind"],
            name=one["name"],
            function=one["function"]["fr"],
            body=cast.bodies["assemblee"]["fr"],
            group=one.get("group", {}).get("fr", ""),
            page_url="",
            since=days.date(one["since"]),
            until=None,
        )
        for one in told
    }


def carried(name: str, told: dict, seats: dict[str, Member], drafts: dict[str, bulk.Draft], cast: Cast, days: Days):
    """What members did on the version of this name, once its support was read: days old, and told as such."""
    process = next(iter(drafts.values())).row.process
    actions.open_reached(process)
    night = days.at(NIGHTS[name], "3:30")
    opened = Duty.objects.filter(amendment__process=process, reached_at__gt=days.at(0))
    due = night.date() + timedelta(days=process.pact.carrying_rule["days"])
    Promise.objects.filter(duty__in=opened).update(due_on=due, first_due_on=None)
    opened.update(reached_at=night)
    for one in told["carrying"]:
        if one["version"] == name:
            _carry(one, seats[one["member"]], drafts[one["contribution"]].row, cast, days)


def _carry(one: dict, member: Member, amendment: Contribution, cast: Cast, days: Days) -> None:
    paragraphs = replaced(amendment.base, one["replace"]).split("\n") if "replace" in one else None
    said = {name: one.get(name, "") for name in ("decision", "explanation", "motive")}
    made = actions.carry(amendment, member=member, paragraphs=paragraphs, **said)
    times = {"signed_at": days.some_time(one["day"])}
    if check := one.get("check"):
        note, by = check.get("note", ""), check["by"]
        signature = cast.signature(by, "fr")
        actions.check(made, verdict=check["verdict"], note=note, checked_by=signature, by=cast.staff[by])
        times["checked_at"] = days.some_time(check["day"])
    if "number" in one:
        actions.table(made, number=one["number"])
        times["tabled_at"] = days.some_time(one["tabled"])
    if stage := one.get("stage"):
        outcomes.tell(
            made,
            kind=stage["kind"],
            on=days.date(stage["day"]),
            body=stage["body"]["fr"],
            words=stage["words"]["fr"],
            record_url=stage["link"],
        )
    Carrying.objects.filter(pk=made.pk).update(**times)
    Promise.objects.filter(duty__amendment=amendment).update(kept_on=days.date(one["day"]))


def listed(told: dict, version: BillVersion, days: Days) -> None:
    """The list of the chamber, ours in it with the words they were tabled in."""
    ours = {one.number: one for one in version.carryings.exclude(number="").select_related("member")}
    rows = [
        Tabled(**_ours(ours.get(one["number"])), **one, order=order, settled_on=days.date(told["list"]["day"]))
        for order, one in enumerate(told["listed"], start=1)
    ]
    content = json.dumps(told["listed"], ensure_ascii=False).encode()
    outcomes.keep(version, rows, name=told["list"]["name"], content=content, source_url=told["list"]["link"])
    version.list_files.update(read_at=days.some_time(told["list"]["day"] + 1))


def _ours(carrying: Carrying | None) -> dict:
    if carrying is None:
        return {}
    return {"author": carrying.member.name, "wording": carrying.wording, "reason": carrying.explanation}


def anchors(told: list[dict], drafts: dict[str, bulk.Draft], cast: Cast, days: Days) -> None:
    """Where what was written of the first version stands in the second, as a person said; the others wait."""
    organiser = next(person for person in cast.staff.values() if person.has_role("organiser"))
    for one in told:
        anchor = Anchor.objects.select_related("amendment__process").get(amendment=drafts[one["contribution"]].row)
        if one["decision"] == Anchor.Decision.ENDED:
            anchoring.end(anchor, reason=one["reason"], by=organiser)
        else:
            anchoring.keep([anchor], by=organiser)
        Anchor.objects.filter(pk=anchor.pk).update(confirmed_at=days.some_time(one["day"]))

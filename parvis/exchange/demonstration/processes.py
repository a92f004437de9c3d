"""A process of the demonstration: its pact, its calendar, what it promises."""

from datetime import date

from django.utils.text import slugify

from parvis.contributions.models import Heading
from parvis.processes.actions import create_process
from parvis.processes.announcing import announce
from parvis.processes.models import DecisionStep, Document, Meeting, Phase, Process, Promise, Question

from .content import Days, lines
from .places import Cast


def create(told: dict, cast: Cast, days: Days) -> Process:
    organiser = next(person for person in cast.staff.values() if person.has_role("organiser"))
    process = create_process(
        slug=told["slug"],
        territory=cast.region if "bill" in told else cast.town,
        title=told["title"],
        summary=told["summary"],
        link=told["link"],
        pact=_pact(told, cast, days),
        created_by=organiser,
        office=cast.offices[told["decider"]["office"]],
    )
    Phase.objects.bulk_create(
        Phase(
            process=process,
            kind=phase["kind"],
            note=phase["note"],
            opens_at=days.at(phase["starts"]),
            closes_at=days.at(phase["ends"]),
        )
        for phase in told["calendar"]
    )
    DecisionStep.objects.bulk_create(
        DecisionStep(
            process=process,
            position=position,
            title=step["title"],
            body=step["body"],
            can_change=step["can_change"],
            on=days.date(step["day"]),
            done=step["state"] == "done",
            url=step.get("link", ""),
        )
        for position, step in enumerate(told["path"], start=1)
    )
    Document.objects.bulk_create(
        Document(process=process, position=position, title=document["title"], url=document["link"])
        for position, document in enumerate(told["documents"], start=1)
    )
    Question.objects.bulk_create(
        Question(process=process, position=position, text=question["text"])
        for position, question in enumerate(told.get("questions", ()), start=1)
    )
    Meeting.objects.bulk_create(
        Meeting(
            process=process,
            title=meeting["title"],
            place=meeting["place"],
            details=meeting["details"],
            at=days.at(meeting["day"], meeting["from"]),
        )
        for meeting in told.get("meetings", ())
    )
    Promise.objects.bulk_create(_promise(process, owed, cast, days) for owed in told["promises"])
    return process


def announced(told: dict, cast: Cast, days: Days) -> None:
    """What is coming: a draft, and its few words on the agenda."""
    decider = told["decider"]
    pact = {
        "decider_name": decider["name"],
        "decider_function": decider["function"],
        "decider_body": decider["body"],
        "decision_on": days.date(told["decision_body_date"]),
    }
    announce(
        create_process(
            slug=told["slug"],
            territory=cast.town,
            title=told["title"],
            summary=told["summary"],
            link=told["link"],
            pact=pact,
            phases={Phase.Kind.CONTRIBUTIONS: (days.at(told["opens"]), days.at(told["closes"]))},
        )
    )


def headings(process: Process, told: dict, chapters: dict[str, dict]) -> dict[str, Heading]:
    """The tree people contribute under: chapters of the bill, or themes."""
    made = {
        heading["key"]: Heading(
            process=process,
            slug=_slug(heading["key"], chapters),
            kind="chapter" if heading["key"] in chapters else "theme",
            number=chapters.get(heading["key"], {}).get("number", ""),
            title=heading["title"],
            position=position,
        )
        for position, heading in enumerate(told.get("headings", ()), start=1)
    }
    Heading.objects.bulk_create(made.values())
    return made


def _slug(key: str, chapters: dict[str, dict]) -> str:
    """A chapter is called as when its text is read from a file."""
    return slugify(f"chapter {chapters[key]['number']}") if key in chapters else key


def milestones(process: Process, told: list[dict], cast: Cast, days: Days) -> None:
    """What follows a decision is owed too, by an office and for a day."""
    Promise.objects.bulk_create(
        Promise(
            process=process,
            office=cast.offices[step["office"]],
            what=step["title"],
            due_on=days.date(step["due"]),
            kept_on=_day(days, step.get("done")) if step["state"] == "done" else None,
            evidence=step.get("evidence", {}) if step["state"] == "done" else {},
        )
        for step in told
    )


def _pact(told: dict, cast: Cast, days: Days) -> dict:
    decider, answers = told["decider"], told["answer_rule"]
    guarantor, rule = told.get("guarantor"), told.get("carrying_rule", {})
    return {
        "decider_name": decider["name"],
        "decider_function": decider["function"],
        "decider_body": decider["body"],
        "decision_object": told["decision_object"],
        "decision_on": days.date(told["decision_body_date"]),
        "decision_taken": told.get("decision_taken", False),
        "negotiable": lines(told["negotiable"]),
        "non_negotiable": lines(told["non_negotiable"]),
        "audience": told["audience"],
        "answer_rule": answers["words"],
        "answer_threshold": answers["threshold"],
        "promise_days": told["promise_days"]["answers"],
        "expected_audience": told["expected_audience"],
        "legal_basis": told["legal_basis"],
        "art9_ground": told["art9_ground"],
        "text_stage": told.get("text_stage", ""),
        "carrying_rule": {name: rule[name] for name in ("people", "days") if name in rule},
        "threshold_motive": rule.get("motive", {}),
        "guarantor": _named(guarantor) if guarantor else {},
        "clauses": {"options": lines(list(map(_option, told["options"])))} if "options" in told else {},
    }


def _named(guarantor: dict) -> dict:
    return {language: f"{guarantor['name']}. {words}" for language, words in guarantor["words"].items()}


def _option(option: dict) -> dict:
    return {language: f"{title} – {option['text'][language]}" for language, title in option["title"].items()}


def _day(days: Days, day: int | None) -> date | None:
    return None if day is None else days.date(day)


def _promise(process: Process, owed: dict, cast: Cast, days: Days) -> Promise:
    evidence = owed.get("evidence", {})
    return Promise(
        process=process,
        office=cast.offices[owed["office"]],
        kind=owed.get("kind", ""),
        number=owed.get("number", 1),
        what=owed["title"],
        due_on=days.date(owed["due"]),
        kept_on=_day(days, owed.get("done")),
        evidence=evidence.get("text", {}),
        evidence_url=evidence.get("link", ""),
        late_reason=owed.get("reason", {}),
        new_due_on=_day(days, owed.get("new_due")),
    )

"""What became of it: answers, moderation, reports and receipts."""

from django.utils.formats import date_format
from django.utils.translation import override

from parvis.contributions.actions.receipts import new_code
from parvis.contributions.models import Contribution, Receipt, Report
from parvis.decisions.actions import publish_answer
from parvis.ledger import actions as ledger
from parvis.moderation.models import Contest, Decision
from parvis.processes.models import Process

from ..bulk import Draft
from .content import Days
from .places import Cast


def answers(told: list[dict], office: str, drafts: dict[str, Draft], cast: Cast, days: Days) -> None:
    for one in told:
        row = drafts[one["contribution"]].row
        publish_answer(
            contribution=row,
            published_at=days.some_time(one["day"]),
            office=cast.offices[office],
            status=one["status"],
            ground=one.get("ground", ""),
            reason=_reason(one, row.language, days),
            language=row.language,
            place=one.get("place", {}).get(row.language, "")[:200],
            signed_by=cast.signature(one["signed_by"], row.language),
        )


def _reason(one: dict, language: str, days: Days) -> str:
    """The reason, with the date it is put off to or the body that has the power."""
    words = one["reason"][language]
    with override(language):
        if "due" in one:
            due = date_format(days.date(one["due"]), "j F Y")
            words += f"\n\nÉchéance : {due}." if language == "fr" else f"\n\nDue on {due}."
        if "competent" in one:
            body = one["competent"][language]
            words += f"\n\nCompétent : {body}." if language == "fr" else f"\n\nCompetent body: {body}."
    return words


def moderation(told: list[dict], drafts: dict[str, Draft], cast: Cast, days: Days) -> None:
    for one in told:
        row = drafts[one["key"]].row
        assert row.hidden_at  # loading gave it, before the row was written
        Contribution.objects.filter(pk=row.pk).update(hidden_at=row.hidden_at)
        decision = Decision.objects.create(
            contribution=row,
            ground=one["ground"],
            reason=one["hidden_reason"] if isinstance(one["hidden_reason"], str) else one["hidden_reason"]["fr"],
            moderator=cast.staff[one["hidden_by"]],
            hidden_at=row.hidden_at,
        )
        if "contest" in one:
            Contest.objects.create(decision=decision, words=one["contest"], made_at=days.some_time(one["contest_day"]))
        ledger.record(
            "contribution.hidden",
            process=row.process.public_id,
            object=row.public_id,
            body={"ground": decision.ground, "reason": decision.reason},
        )


def reports(told: list[dict], drafts: dict[str, Draft], cast: Cast, days: Days) -> None:
    Report.objects.bulk_create(
        Report(
            contribution=drafts[one["contribution"]].row,
            person=cast.residents[one["by"]],
            ground=one["ground"],
            words=one["words"],
            made_at=days.some_time(one["day"]),
        )
        for one in told
    )


def receipts(process: Process, drafts: dict[str, Draft]) -> None:
    """Whoever spoke at the counter, in a room or on paper holds a receipt."""
    given = [draft.row for draft in drafts.values() if draft.row.channel != "web" and draft.row.participant_id]
    made = [
        Receipt(
            code=new_code(),
            process=process,
            participant=row.participant,
            channel=row.channel,
            issued_at=at,
            received_at=at,
        )
        for row in given
        if (at := row.said_at)
    ]
    Receipt.objects.bulk_create(made)
    through = Receipt.contributions.through
    through.objects.bulk_create(
        through(receipt=receipt, contribution=row) for receipt, row in zip(made, given, strict=True)
    )

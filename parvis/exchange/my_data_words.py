"""My data in words: what each column is called, and values as a person reads them."""

from collections.abc import Callable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.processes.kinds import CLAUSES
from parvis.processes.models import Correction, Pact
from parvis.processes.stages import LABELS
from parvis.ui import words

COLUMNS = {
    "satisfied": _("It answers me"),
    "signed_by": _("Signed by"),
    "signed_at": _("Signed on"),
    "publish_on": _("Day of publication"),
    "announced_at": _("Announced on"),
    "assigned_at": _("Given on"),
    "service__name": _("Service"),
    "answer__public_id": _("Answer"),
    "act_number": _("Number of the signed act"),
    "answer": _("Answer"),
    "answered_at": _("Answered on"),
    "answers": _("Answers received under it"),
    "base": _("Text amended"),
    "begun_at": _("Begun on"),
    "body": _("Text"),
    "category": _("Category"),
    "changed_at": _("Changed on"),
    "channel": _("Channel"),
    "checked": _("Checked"),
    "checked_at": _("Checked on"),
    "attached_at": _("Placed on"),
    "author_name": _("Signed by"),
    "closed_at": _("Closed on"),
    "code": _("Code"),
    "confirmed_at": _("Address confirmed on"),
    "address": _("Address"),
    "contribution__public_id": _("Contribution"),
    "check_note": _("What the check found"),
    "check_verdict": _("Verdict"),
    "checked_by": _("Checked by"),
    "function": _("Function"),
    "group": _("Group"),
    "contribution__title": _("Title"),
    "corrected_at": _("Put right on"),
    "created_at": _("Created on"),
    "decision__contribution__public_id": _("Contribution"),
    "decision__public_id": _("Decision"),
    "declared_at": _("Declared on"),
    "display_name": _("Name shown"),
    "edited_at": _("Changed on"),
    "edition__pace": _("Rhythm"),
    "edition__until": _("What happened until"),
    "handed_at": _("Handed to the mail server on"),
    "pace": _("Rhythm"),
    "sent_at": _("Sent on"),
    "status": _("Answer of the mail server"),
    "territory__slug": _("Place"),
    "told_at": _("Known since"),
    "email": _("E-mail address"),
    "given_at": _("Given on"),
    "granted_at": _("Given on"),
    "ground": _("Ground"),
    "hidden_at": _("Hidden on"),
    "interests": _("Its interests"),
    "issued_at": _("Issued on"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_login": _("Last signed in on"),
    "lapsed_at": _("No longer on these words since"),
    "last_used_at": _("Last used on"),
    "link": _("Link"),
    "made_at": _("Made on"),
    "motive": _("Public reason"),
    "name": _("Name"),
    "named_at": _("Named on"),
    "milestone__public_id": _("Commitment"),
    "node__public_id": _("Idea"),
    "number": _("Number"),
    "of": _("What was put right"),
    "what": _("What"),
    "count": _("Number"),
    "week": _("Week beginning on"),
    "days_before": _("Days before"),
    "due_on": _("Due on"),
    "until": _("Until"),
    "office__slug": _("Office"),
    "organisation__name": _("Organisation"),
    "outside": _("Why it is outside the subject"),
    "parent__public_id": _("About the contribution"),
    "participant__process__slug": _("Process"),
    "place": _("Place"),
    "process__slug": _("Process"),
    "decided_at": _("Decided on"),
    "decision": _("Decision"),
    "promise__public_id": _("Promise"),
    "public_id": _("Identifier"),
    "published_at": _("Published on"),
    "purpose": _("Purpose"),
    "raised_at": _("Said on"),
    "read_at": _("Read on"),
    "reason": _("Reason"),
    "synthesis__process__slug": _("Process"),
    "written_at": _("Written on"),
    "receipts_by_mail": _("Receipts by e-mail"),
    "received_at": _("Received on"),
    "recorded_at": _("Recorded on"),
    "refusal": _("Reason of the refusal"),
    "refused_at": _("Refused on"),
    "entered_at": _("Entered on"),
    "printed_at": _("Printed on"),
    "removed_at": _("Taken off by the author on"),
    "replaced_at": _("Replaced on"),
    "represents": _("Whom it represents"),
    "restored_at": _("Restored on"),
    "restored_because": _("Reason of the restoration"),
    "revoked_at": _("Taken back on"),
    "role": _("Role"),
    "said_at": _("Said on"),
    "settled_at": _("Settled on"),
    "side": _("Side"),
    "signature": _("Signature"),
    "since": _("Since"),
    "signed_on": _("Date of the signed act"),
    "slug": _("Address"),
    "taken_at": _("Taken on"),
    "title": _("Title"),
    "type": _("Type"),
    "upheld": _("The decision stands"),
    "used_at": _("Used on"),
    "value": _("Opinion"),
    "amendment__public_id": _("Contribution"),
    "version__number": _("Number of the version"),
    "version__bill__process__slug": _("Process"),
    "carrying__amendment__public_id": _("Modification"),
    "on": _("Day"),
    "state": _("State"),
    "verified": _("Verified"),
    "version": _("Version of the words"),
    "warned_at": _("Told that the account goes on"),
    "wish": _("What should change"),
    "withdrawn_at": _("Withdrawn on"),
    "wording": _("Version of the sentence"),
    "words": _("Words"),
}


PASSAGES = {"title": _("Title"), "summary": _("Summary"), "question": _("Question"), "document": _("Document")}
SECOND_FACTORS = {
    "totp": _("Authenticator application"),
    "webauthn": _("Passkey"),
    "recovery_codes": _("Recovery codes"),
}


def readable(model, row: dict) -> list[tuple]:
    """(word, value, code) for each column that holds something; choices by their names, dates in words.

    code: what the database holds and the file gives, beside the word it stands for; "" when there is none.
    """
    return [
        (COLUMNS[column], said or shown(value), value if said else "")
        for column, value in row.items()
        if value not in (None, "")
        for said in [in_words(model, column, value)]
    ]


def with_words(model, row: dict) -> dict:
    """The row as the file gives it: after each code, what it means under the same name ending in _words."""
    codes = coded(model, tuple(row))
    told: dict = {}
    for column, value in row.items():
        told[column] = value
        if column in codes:
            told[f"{column}_words"] = str(in_words(model, column, value))
    return told


def coded(model, columns: tuple[str, ...]) -> list[str]:
    """Those that hold codes."""
    return [column for column in columns if meaning(field_of(model, column))]


def in_words(model, column: str, value) -> str:
    """What a code means, in the language of the reader; "" for what is no code."""
    means = meaning(field_of(model, column))
    return (means and means(value)) or ""


def meaning(field) -> Callable | None:
    """From the codes of a field to their words; None when it holds none."""
    if field.name == "language":
        return dict(settings.LANGUAGES).get
    if field.model is Authenticator and field.name == "type":
        return SECOND_FACTORS.get
    if field.model is Correction and field.name == "of":
        return passage
    return dict(field.flatchoices).get if field.choices else None


def field_of(model, column: str):
    """The field a column names, "__" following relations."""
    *relations, name = column.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return model._meta.get_field(name)


def passage(of: str):
    """What was put right, by the name of its passage: see parvis/processes/corrections.py."""
    kind, _dash, name = of.partition("-")
    if kind == "phase":
        return LABELS.get(name)
    if kind == "clause":
        return next((one.label for clauses in CLAUSES.values() for one in clauses if one.name == name), None)
    return PASSAGES.get(kind) or next((field.verbose_name for field in Pact._meta.fields if field.name == of), None)


def shown(value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{words.day(value)}, {words.hour(value)}"
    return value

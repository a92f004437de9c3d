"""My data in words: what each column is called, and values as a person reads them."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from parvis.ui import words

COLUMNS = {
    "act_number": _("Number of the signed act"),
    "answer": _("Answer"),
    "answered_at": _("Answered on"),
    "answers": _("Answers received under it"),
    "base": _("Text amended"),
    "body": _("Text"),
    "category": _("Category"),
    "channel": _("Channel"),
    "checked": _("Checked"),
    "checked_at": _("Checked on"),
    "code": _("Code"),
    "confirmed_at": _("Address confirmed on"),
    "address": _("Address"),
    "contribution__public_id": _("Contribution"),
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
    "last_used_at": _("Last used on"),
    "link": _("Link"),
    "made_at": _("Made on"),
    "motive": _("Public motive"),
    "name": _("Name"),
    "milestone__public_id": _("Commitment"),
    "number": _("Number"),
    "of": _("What was put right"),
    "week": _("Week beginning on"),
    "days_before": _("Days before"),
    "due_on": _("Due on"),
    "until": _("Until"),
    "office__slug": _("Office"),
    "organisation__name": _("Organisation"),
    "parent__public_id": _("About the contribution"),
    "participant__process__slug": _("Process"),
    "place": _("Place"),
    "process__slug": _("Process"),
    "promise__public_id": _("Promise"),
    "public_id": _("Identifier"),
    "published_at": _("Published on"),
    "purpose": _("Purpose"),
    "reason": _("Reason"),
    "receipts_by_mail": _("Receipts by e-mail"),
    "received_at": _("Received on"),
    "recorded_at": _("Recorded on"),
    "refusal": _("Reason of the refusal"),
    "refused_at": _("Refused on"),
    "entered_at": _("Entered on"),
    "printed_at": _("Printed on"),
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
    "verified": _("Verified"),
    "warned_at": _("Told that the account goes on"),
    "wish": _("What should change"),
    "withdrawn_at": _("Withdrawn on"),
    "wording": _("Version of the sentence"),
    "words": _("Words"),
}


def readable(model, row: dict) -> list[tuple]:
    """(word, value) for each column that holds something; choices by their names, dates in words."""
    return [(COLUMNS[column], shown(model, column, value)) for column, value in row.items() if value not in (None, "")]


def shown(model, column: str, value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{words.day(value)}, {words.hour(value)}"
    choices = {} if "__" in column else dict(model._meta.get_field(column).choices or ())
    return choices.get(value, value)

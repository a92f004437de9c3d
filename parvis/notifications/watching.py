"""What the ledger records and someone must be told of. Lower floors call nothing here: they record, we listen."""

from django.dispatch import receiver

from parvis.contributions.models import Contribution, Receipt
from parvis.contributions.signals import receipt_given
from parvis.ledger.signals import recorded
from parvis.people.models import Person

from .actions import send_receipt, tell_author

TOLD = {  # act → template; the object of the act is a contribution
    "contribution.hidden": "notifications/mail/hidden",
    "contribution.restored": "notifications/mail/restored",
    "contest.answered": "notifications/mail/contest_answered",
    "dispute.answered": "notifications/mail/dispute_answered",
    "anchor.confirmed": "notifications/mail/anchored",
    "carrying.signed": "notifications/mail/carried",
    "carrying.tabled": "notifications/mail/tabled",
    "carrying.withdrawn": "notifications/mail/uncarried",
    "words.followed": "notifications/mail/followed",
    "duty.opened": "notifications/mail/examined",
    "duty.refused": "notifications/mail/unexamined",
}


@receiver(recorded, dispatch_uid="notifications.tell_author")
def tell_the_author(sender, act: str, object: str, body: dict, **rest) -> None:
    if act in TOLD and (contribution := Contribution.objects.filter(public_id=object).first()):
        if act == "duty.opened" and contribution.duties.exclude(public_id=body["duty"]).exists():
            return  # one letter however many offices owe: the page names them
        words = {key: value for key, value in body.items() if isinstance(value, str | int | bool)}
        tell_author(contribution, TOLD[act], words)


@receiver(receipt_given, dispatch_uid="notifications.send_receipt")
def send_the_receipt(sender, receipt: Receipt, person: Person, **rest) -> None:
    if person.email and person.receipts_by_mail:
        send_receipt(person, receipt)

"""What the privacy page says, next to the code that makes it true: what is kept, why, and for how long."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.exchange.retention import LONGEST


@dataclass(frozen=True)
class Kept:
    what: Any
    why: Any
    how_long: Any


def kept() -> list[Kept]:
    return [
        Kept(
            _("Your e-mail address and the name you show"),
            _("To recognise you, send the code that lets you in, and count you once."),
            _(
                "Until you delete your account, which you can do at any time. After %(months)d months without signing "
                "in we erase it ourselves, thirty days after an e-mail that says so; your texts stay without your "
                "name, and what you answered stays counted, tied to nobody. If a process you took part in is still "
                "open, we wait until it closes, %(longest)d months at most. Staff accounts stay until their role is "
                "taken back, so that the site always has someone to run it."
            )
            % {"months": settings.PARVIS_INACTIVE_MONTHS, "longest": LONGEST * settings.PARVIS_INACTIVE_MONTHS},
        ),
        Kept(
            _("An address, a telephone or a register number given on paper or at the counter"),
            _("To count you once, by whichever door you come. Only a digest of it is kept."),
            _("%(months)d months, or %(longest)d at most when something still ties you to what you said.")
            % {"months": settings.PARVIS_INACTIVE_MONTHS, "longest": LONGEST * settings.PARVIS_INACTIVE_MONTHS},
        ),
        Kept(
            _("The codes sent by e-mail"),
            _("To let you in without a password."),
            _("Ten minutes; the number of tries, a day. Only a digest of the code is kept."),
        ),
        Kept(
            _("What you follow, and how often you want letters"),
            _("To write to you when something happens there. It says nothing of your opinion, and is shown to nobody."),
            _(
                "Until you stop following, or delete your account. Which letters left is kept two months; that your "
                "address refuses them, until you say that it works."
            ),
        ),
        Kept(
            _("An account whose address was never confirmed"),
            _("Somebody may have typed your address by mistake."),
            _("Seven days."),
        ),
        Kept(
            _("What you write: proposals, arguments, experiences, modifications"),
            _("It is the public file of the decision, under the name you choose; your name can go and the text stay."),
            _("As long as the process, then in the archives."),
        ),
        Kept(
            _("Your opinions: agree, mixed, disagree"),
            _("To be counted. They are tied to a key made for one process, never to your name."),
            _("The tie is destroyed two months after the process closes; the totals stay."),
        ),
        Kept(
            _("The quarter you say you live in, if you say it"),
            _("To show which quarters take part and which do not; it is told only of groups of at least 11 people."),
            _(
                "Until you take it back, withdraw your consent or delete your account. The tie to you is destroyed two "
                "months after the process closes."
            ),
        ),
        Kept(
            _("Your consent to the recording of opinions"),
            _("They may reveal political views: the law asks for your explicit consent."),
            _("As long as the tie between you and your opinions."),
        ),
        Kept(
            _("One cookie, named “%(name)s”") % {"name": settings.SESSION_COOKIE_NAME},
            _("To keep you signed in, or to keep your first answers for a day. Reading sets no cookie at all."),
            _("Two weeks at most; a day for a visitor who answers without an account."),
        ),
        Kept(
            _("The file of moderation"),
            _("To explain why a contribution was hidden, and to let its author contest it."),
            _("As long as the process: the public bin keeps the reason, never more than was public."),
        ),
        Kept(
            _("Technical logs"),
            _("To repair what breaks. They hold neither address of a machine, nor e-mail, nor code, nor opinion."),
            _("As the operator of the server decides, twelve months at most."),
        ),
        Kept(
            _("Backups"),
            _("To start again after a failure. What was erased is erased again after each restore."),
            _("35 days."),
        ),
    ]

"""Kinds of contributions, and the channels they come by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    ARTICLE = "article", _("Article")
    PROPOSAL = "proposal", _("Proposal")
    MODIFICATION = "modification", _("Modification")
    EXPERIENCE = "experience", _("Experience")
    ARGUMENT = "argument", _("Argument")
    SOURCE = "source", _("Source")
    STATEMENT = "statement", _("Statement")


DISCUSSED = (Kind.ARTICLE, Kind.PROPOSAL, Kind.MODIFICATION, Kind.STATEMENT)  # carry arguments, sources and opinions


class Channel(TextChoices):
    WEB = "web", _("Online")
    PAPER = "paper", _("On paper")
    COUNTER = "counter", _("At the counter")
    KIOSK = "kiosk", _("At a kiosk")
    ROOM = "room", _("In a meeting")
    PHONE = "phone", _("By telephone")
    SMS = "sms", _("By text message")
    MAIL = "mail", _("By e-mail")
    LETTER = "letter", _("By letter")


class Side(TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")


# Divisions of a text, from the largest to the smallest.
DIVISIONS = {
    "part": pgettext_lazy("division of a text", "Part"),
    "book": pgettext_lazy("division of a text", "Book"),
    "title": pgettext_lazy("division of a text", "Title"),
    "chapter": pgettext_lazy("division of a text", "Chapter"),
    "section": pgettext_lazy("division of a text", "Section"),
    "subsection": pgettext_lazy("division of a text", "Subsection"),
}

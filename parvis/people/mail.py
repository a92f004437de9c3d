"""Plain-text mail. A template's first line is the subject; it never holds an opinion."""

import logging
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)


class MailNotSent(Exception):
    """The mail server did not take the message."""


def compose(
    template: str, *, to: str, language: str, context: dict | None = None, headers: dict | None = None
) -> EmailMultiAlternatives:
    """template: "people/mail/code", without its ending. language: "fr" or "en". headers: beside the usual ones."""
    with translation.override(language):
        text = render_to_string(f"{template}.txt", {**about_us(), **(context or {})})
    subject, _newline, body = text.strip().partition("\n")
    usual = {
        "Message-ID": make_msgid(domain=urlsplit(settings.PARVIS_ORIGIN).hostname),  # not the name of the machine
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
    return EmailMultiAlternatives(subject.strip(), body.strip() + "\n", to=[to], headers={**usual, **(headers or {})})


def about_us() -> dict:
    return {"name": settings.PARVIS_NAME, "origin": settings.PARVIS_ORIGIN, "contact": settings.PARVIS_CONTACT}


def send(template: str, *, to: str, language: str, context: dict | None = None) -> None:
    """Send at once. Raises MailNotSent."""
    hand_over(compose(template, to=to, language=language, context=context))


def hand_over(message: EmailMultiAlternatives) -> None:
    """Give a message to the mail server. Raises MailNotSent, from what the server said."""
    try:
        message.send()
    except OSError as error:  # SMTPException is one
        logger.error("A mail was not sent: %s.", type(error).__name__)
        raise MailNotSent from error

"""Who may bring a text in, a new version of it, and say where amendments stand in it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, yes
from parvis.people.models import Role
from parvis.people.rules import staff

from .querysets import spoken_of


@rule("texts.import")
def may_import(person, process) -> Verdict:
    """Organisers, as long as nobody has spoken of the articles: no text is replaced under people's words."""
    if not (answer := staff(person, Role.ORGANISER)):
        return answer
    if spoken_of(process):
        return no(
            _("People have already spoken of this text: it cannot be replaced. Bring in a new version beside it."),
            way_out=(_("Bring in a new version"), reverse("texts:new_version", args=[process.slug])),
        )
    return yes


@rule("texts.add_version")
def may_add_version(person, process) -> Verdict:
    """Organisers, at any time: what people said of the former version stays with it."""
    if not (answer := staff(person, Role.ORGANISER)):
        return answer
    if not hasattr(process, "bill"):
        return no(
            _("This process has no text yet."),
            way_out=(_("Bring a text in"), reverse("texts:import", args=[process.slug])),
        )
    if process.stopped_at:
        return no(_("This process was stopped: its text no longer changes."))
    return yes


@rule("texts.anchor")
def may_anchor(person) -> Verdict:
    """Say where the amendments to a former version stand in the text under discussion."""
    return staff(person, Role.ORGANISER)

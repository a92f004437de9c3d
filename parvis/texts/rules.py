"""Who may bring a text in, and until when."""

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
            _("People have already spoken of this text: it cannot be replaced. Stop the process, or open another."),
            way_out=(_("See the text"), process.get_absolute_url()),
        )
    return yes

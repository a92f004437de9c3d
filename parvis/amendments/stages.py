"""Who may carry at which stage: a minister until the text is tabled, members and committees from then on."""

from django.utils.translation import gettext as _

from parvis.access import Verdict, no, yes
from parvis.processes.kinds import TextStage
from parvis.texts.models import BillVersion

from .models import Member

BEFORE_TABLING = (TextStage.PRELIMINARY, TextStage.COUNCIL)


def may_act(member: Member, version: BillVersion) -> Verdict:
    if version.stage == TextStage.ADOPTED:
        return no(_("The text is adopted: it no longer changes."))
    if member.kind == Member.Kind.MINISTER:
        return (
            yes if version.stage in BEFORE_TABLING else no(_("The text is tabled: its members carry, not a minister."))
        )
    return yes if version.stage not in BEFORE_TABLING else no(_("The text is not tabled yet: only a minister carries."))

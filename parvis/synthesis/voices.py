"""Who speaks in a contribution: a person, an organisation, nobody named; said as what it is."""

from django.utils.translation import gettext as _

from parvis.contributions.cards import kind_label
from parvis.contributions.models import Contribution
from parvis.ui.typography import typo


def voice(contribution: Contribution) -> str:
    """ "Experience, signed Claire" / "Proposal of the organisation Les Amis" / "Argument for, unsigned". Read it with
    select_related("organisation").
    """
    kind = kind_label(contribution.kind, contribution.side)
    organisation = contribution.organisation
    if organisation and not organisation.refused_at:
        told = {"kind": kind, "name": organisation.name, "signature": contribution.signature}
        if not organisation.checked_at:
            return _("%(kind)s, in the name of an organisation being checked: %(name)s") % told
        if contribution.signature:
            return _("%(kind)s of the organisation %(name)s, signed %(signature)s") % told
        return _("%(kind)s of the organisation %(name)s") % told
    if contribution.signature:
        return _("%(kind)s, signed %(signature)s") % {"kind": kind, "signature": contribution.signature}
    return _("%(kind)s, unsigned") % {"kind": kind}


def named(contribution: Contribution) -> str:
    """A title for what has none: its first words. Never asked of what is no longer shown."""
    return typo(str(contribution), contribution.language)

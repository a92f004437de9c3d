"""Who may invite, and who may sign with an author."""

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, yes
from parvis.contributions.actions import participant_of
from parvis.contributions.amended import fell
from parvis.contributions.kinds import Kind
from parvis.contributions.rules import may_contribute
from parvis.people.rules import signed_in

from .actions import given_by


def _stands(contribution) -> Verdict:
    """Words to sign, by someone, that everyone can read."""
    if contribution.kind != Kind.MODIFICATION or contribution.participant_id is None:
        return no(_("Only a modification of a text is signed together."))
    if contribution.state != "published" or fell(contribution):
        return no(_("This modification is no longer shown: it cannot be signed."))
    return yes


@rule("coauthors.invite")
def may_invite(person, contribution) -> Verdict:
    """Its author, while contributions are open."""
    if not (answer := signed_in(person)):
        return answer
    participant = participant_of(contribution.process, person)
    if participant is None or participant.pk != contribution.participant_id:
        return no(_("Only its author invites others to sign it."))
    if not (answer := _stands(contribution)):
        return answer
    return may_contribute(person, contribution.process)


@rule("coauthors.sign")
def may_sign(person, contribution) -> Verdict:
    """Someone with an account, once, while contributions are open; never the author."""
    if not (answer := _stands(contribution)):
        return answer
    if not (answer := may_contribute(person, contribution.process)):
        return answer
    participant = participant_of(contribution.process, person)
    if participant is None:
        return yes
    if participant.pk == contribution.participant_id:
        return no(
            _("You wrote it: you are its author already."),
            way_out=(_("Invite others to sign it"), reverse("coauthors:invite", args=[contribution.public_id])),
        )
    former = given_by(participant, contribution)
    if former and former.state in ("signed", "removed"):
        return no(
            _("You signed it already.") if former.state == "signed" else _("Its author took your signature off."),
            way_out=(_("My signature"), reverse("coauthors:own", args=[contribution.public_id])),
        )
    return yes


@rule("coauthors.own")
def may_see_own(person, contribution) -> Verdict:
    """Who signed it, at any time, as long as a key ties them to it."""
    if not (answer := signed_in(person)):
        return answer
    if given_by(participant_of(contribution.process, person), contribution):
        return yes
    return no(_("You have not signed this modification."))

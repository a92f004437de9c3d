"""Who may read, say, answer and change what, and when. Phases decide; the database clock tells which one runs."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, scope, yes
from parvis.people.rules import signed_in
from parvis.processes.rehearsing import takes_part
from parvis.processes.rules import reads_drafts

from .actions import participant_of
from .kinds import Kind


def _open(process) -> Verdict:
    if process.is_open:
        return yes
    if not process.published_at:
        return no(_("This process is not published yet."), absent=True)
    if process.stopped_at:
        return no(_("This process was stopped: %(reason)s") % {"reason": process.stop_reason})
    if process.phases.awaiting_reply().exists():
        return no(
            _("This petition waits for the reply on its admissibility: nobody can support it before."),
            way_out=(_("See the process"), f"{process.get_absolute_url()}#admissibility"),
        )
    return no(
        _("Contributions are not open now. The dates are on the page of the process."),
        way_out=(_("See the process"), process.get_absolute_url()),
    )


def _moved_on(article) -> Verdict:
    return no(
        _("A later version of the text took the place of this one. What people said of it stays here."),
        way_out=(_("See the version under discussion"), reverse("texts:bill", args=[article.process.slug])),
    )


def _is_author(person, contribution) -> bool:
    if not person.is_authenticated or contribution.participant_id is None:
        return False
    participant = participant_of(contribution.process, person)
    return participant is not None and participant.pk == contribution.participant_id


@rule("contributions.read")
def may_read(person, contribution) -> Verdict:
    """Hidden and withdrawn ones keep a page that says so, without their words: the templates show a tombstone."""
    if contribution.published_at and contribution.process.published_at:
        return yes
    if contribution.process.is_rehearsal:
        return takes_part(person, contribution.process)
    if reads_drafts(person):
        return yes
    return yes if _is_author(person, contribution) else no(_("This contribution is not published."), absent=True)


@scope("contributions.read")
def readable(person) -> Q:
    if reads_drafts(person):
        return Q(process__rehearsal_of=None)
    return Q(published_at__isnull=False, process__published_at__isnull=False)


@rule("contributions.take_stance")
def may_take_stance(person, contribution) -> Verdict:
    """Also asked for someone without an account (five-minute path, paper): only the phase and the state count."""
    if contribution.hidden_at or contribution.withdrawn_at or not contribution.published_at:
        return no(_("This contribution is no longer shown: it cannot be answered."))
    return _open(contribution.process) if contribution.superseded_at is None else _moved_on(contribution)


@rule("contributions.take_part")
def may_take_part(person, process) -> Verdict:
    """Begin the five-minute path: no account is asked for."""
    return _open(process)


@rule("contributions.contribute")
def may_contribute(person, process) -> Verdict:
    """Say something new in a process: a proposal, an argument, a modification…"""
    if not (answer := _open(process)):
        return answer
    if not process.pact.meaning.contributions:
        return no(_("This process informs: it asks for no contribution."))
    return signed_in(person)


@rule("contributions.discuss")
def may_discuss(person, contribution) -> Verdict:
    """Add an argument, a source or a modification to a contribution."""
    if contribution.hidden_at or contribution.withdrawn_at:
        return no(_("This contribution is no longer shown: nothing can be added to it."))
    if contribution.kind in (Kind.ARGUMENT, Kind.SOURCE):
        return no(_("Answer the contribution itself, not one of its arguments or sources."))
    if contribution.superseded_at:
        return _moved_on(contribution)
    return may_contribute(person, contribution.process)


@rule("contributions.amend")
def may_amend(person, contribution) -> Verdict:
    """Propose another wording of an article, of a proposal, or of somebody's amendment to an article."""
    if not (answer := may_discuss(person, contribution)):
        return answer
    if contribution.kind != Kind.MODIFICATION:
        return yes
    about = contribution.parent
    if about.kind == Kind.MODIFICATION:
        return no(
            _("This is a sub-amendment already: propose a change to the modification it is about."),
            way_out=(_("See that modification"), about.get_absolute_url()),
        )
    if about.kind != Kind.ARTICLE or contribution.missing:
        return no(_("Only modifications of an article whose words are known can be modified in their turn."))
    if not contribution.body:
        return no(_("It removes the whole article: it holds no words to change. Disagree with it, and say why."))
    return _moved_on(about) if about.superseded_at else yes


@rule("contributions.change")
def may_change(person, contribution) -> Verdict:
    """Edit one's own words while contributions are open."""
    if not (answer := signed_in(person)):
        return answer
    if not _is_author(person, contribution):
        return no(_("Only its author can change a contribution."))
    if contribution.hidden_at or contribution.withdrawn_at:
        return no(_("This contribution is no longer shown: it cannot be changed."))
    return _open(contribution.process)


@rule("contributions.withdraw")
def may_withdraw(person, contribution) -> Verdict:
    """Withdraw one's own words: at any time."""
    if not (answer := signed_in(person)):
        return answer
    return yes if _is_author(person, contribution) else no(_("Only its author can withdraw a contribution."))


@rule("contributions.report")
def may_report(person, contribution) -> Verdict:
    """Tell the moderators of words everyone can read."""
    if not (answer := may_read(person, contribution)):
        return answer
    if contribution.process.is_rehearsal:
        return no(_("This is a rehearsal: its words are invented or copied, and nobody else reads them."))
    if contribution.hidden_at or contribution.withdrawn_at:
        return no(_("This contribution is no longer shown: there is nothing to report."))
    return signed_in(person)


@rule("contributions.say_quarter")
def may_say_quarter(person, process) -> Verdict:
    """Say where one lives, or take it back: once one took part, as long as a key ties one to it."""
    if not process.published_at and not process.is_rehearsal:
        return no(_("This process is not published yet."), absent=True)
    if not (answer := signed_in(person)):
        return answer
    if participant_of(process, person):
        return yes
    return no(
        _("Only someone who took part in this process says where they live."),
        way_out=(_("See the process"), process.get_absolute_url()),
    )


@rule("contributions.follow")
def may_follow(person) -> Verdict:
    if person.is_authenticated:
        return yes
    return no(_("Sign in to be told what happens next."), way_out=(_("Sign in"), reverse("people:sign_in")))

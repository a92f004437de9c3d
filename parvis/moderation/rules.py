"""Who moderates, who contests, who answers."""

from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, verdict, yes
from parvis.contributions.kinds import Kind
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("moderation.queue")
def may_moderate(person) -> Verdict:
    return staff(person, Role.MODERATOR)


@rule("moderation.hide")
def may_hide(person, contribution) -> Verdict:
    if not (answer := staff(person, Role.MODERATOR)):
        return answer
    if contribution.kind == Kind.ARTICLE:
        return no(_("An article is the text under discussion, said by the institution: it is not moderated."))
    if not contribution.published_at:
        return no(_("This contribution is not published."))
    return yes


@rule("moderation.restore")
def may_restore(person, decision) -> Verdict:
    """At any time; a decision already reversed has a page that says so."""
    return staff(person, Role.MODERATOR)


@rule("moderation.contest")
def may_contest(person, decision) -> Verdict:
    """The author of what was hidden, once."""
    if not (answer := verdict(person, "contributions.withdraw", decision.contribution)):
        return answer if not person.is_authenticated else no(_("Only its author can contest what was hidden."))
    if decision.restored_at:
        return no(
            _("These words are shown again: there is nothing left to contest."),
            way_out=(_("See them"), decision.contribution.get_absolute_url()),
        )
    return yes


@rule("moderation.answer")
def may_answer(person, contest) -> Verdict:
    """A second pair of eyes: another moderator than the one who hid the words."""
    if not (answer := staff(person, Role.MODERATOR)):
        return answer
    if contest.decision.moderator_id == person.pk:
        return no(_("You hid these words yourself: another moderator answers their author."))
    return yes

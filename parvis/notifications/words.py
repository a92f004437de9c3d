"""The sentences of letters and feeds: of one thing that is named, and of many in a process."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

ONE = {
    "answer.published": _("An answer was published."),
    "answer.replaced": _("A new answer takes the place of the former one, which stays readable."),
    "contribution.edited": _("Its author changed it."),
    "contribution.withdrawn": _("Its author withdrew it."),
    "contribution.hidden": _("A moderator hid it; the reason is public."),
    "contribution.restored": _("It is shown again."),
    "anchor.worked_out": _("A new version of the text is under discussion: where it stands there is being checked."),
    "anchor.confirmed": _("Where it stands in the version under discussion was said."),
    "anchor.lapsed": _("Its words changed: where it stands in the version under discussion is being checked again."),
    "words.followed": _("Which of its words stand in the new version of the text is known."),
    "text.version_published": _("A new version of the text is under discussion."),
    "text.tabling_set": _("The day until which the chamber takes amendments was set or moved."),
    "promise.made": _("A promise was made."),
    "promise.moved": _("The date of a promise was moved."),
    "promise.delayed": _("A promise is delayed; the reason and the new date are public."),
    "promise.late": _("A promise is late."),
    "promise.broken": _("A promise is broken."),
    "promise.kept": _("A promise is kept."),
    "promise.moot": _("A promise no longer applies."),
    "process.published": _("The process is published."),
    "process.stopped": _("The process is stopped; the reason is public."),
    "phase.extended": _("The closing date was moved."),
    "contributions.closed_early": _("Contributions closed before the announced day."),
    "path.changed": _("The steps of the decision were changed."),
    "petition.admitted": _("The petition is admissible: support is collected."),
    "petition.refused": _("The petition is not admissible and stops there; the ground is public."),
    "process.corrected": _("Words of the process were put right."),
    "synthesis.published": _("The synthesis is published."),
    "answers.announced": _("The day of the answers is announced."),
    "decision.published": _("The decision is published."),
    "milestone.done": _("A step of what was decided is done."),
    "milestone.given_up": _("A step of what was decided is given up; the reason is public."),
    "milestone.reported": _("There is news of what was decided."),
    "mind.changed": _("A decider says that they changed their mind, and why."),
    "carrying.signed": _("A member carried it, or said why not."),
    "carrying.tabled": _("It is tabled in the chamber, with its number."),
    "carrying.withdrawn": _("The member who carried it withdrew it."),
    "duty.opened": _("Enough people support it: those who signed the pact owe an examination and a public answer."),
    "duty.refused": _("An office that owed an answer refused it; the reason is public."),
    "amendment.stage": _("There is news of it in the chamber."),
    "amendment.settled": _("The chamber settled it: read its outcome."),
    "milestone.asked": _("It was said to be done at least four weeks ago. Was it really? Say what you saw."),
}
IDEA = {
    "idea.answered": _("Answer given to the idea “%(idea)s”, which it stands under."),
    "idea.answered_again": _("New answer given to the idea “%(idea)s”, which it stands under."),
}
TOLD_WITH = {"petition.refused": {"process.stopped", "promise.moot"}}  # acts that are the consequence of another
PLACES = {
    "answer": "decisions:answers",
    "path": "processes:path",
    "promise": "processes:pact",
    "process": "site:process",
    "synthesis": "synthesis:tree",
    "text": "texts:versions",
}


def of_one(act: str) -> str:
    return str(ONE[act])


def of_idea(act: str, title: str) -> str:
    return str(IDEA[act]) % {"idea": title}


def of_words(count: int) -> str:
    sentence = ngettext(
        "%(count)d of its words stands in the new version of the text.",
        "%(count)d of its words stand in the new version of the text.",
        count,
    )
    return sentence % {"count": count}


def of_all(acts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Acts with how often, without those that another one of them tells already."""
    told = set().union(*(TOLD_WITH.get(act, ()) for act in acts))
    return ((act, count) for act, count in acts.items() if act not in told)


def of_many(act: str, count: int) -> str:
    """“An answer was published.”, or “12 answers were published.”"""
    if count == 1:
        return of_one(act)
    if act == "answer.published":
        return ngettext("%(count)d answer was published.", "%(count)d answers were published.", count) % {
            "count": count
        }
    return gettext("%(what)s (%(count)d times)") % {"what": of_one(act).rstrip("."), "count": count}


def path(act: str, slug: str) -> str:
    return reverse(PLACES.get(act.partition(".")[0], "site:process"), args=[slug])

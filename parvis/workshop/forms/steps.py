"""The fields of each question of the guided path; their order and their words of introduction are in steps.py."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.processes import profiles
from parvis.processes.kinds import CLAUSES, MEANINGS, Kind, OpinionsGround, Verification
from parvis.territories.models import Territory

from ..proposing import LastWord, Leeway
from .fields import Line, choice, day, hours, whole, words

YES_NO = (("no", _("No, it is still to be taken")), ("yes", _("Yes, it is taken")))


class StepForm(forms.Form):
    """answers: those of the whole design, for the questions that depend on others.

    Nothing is required to go on; what may stay empty for good is marked, all the rest is told by the summary.
    """

    may_stay_empty: tuple[str, ...] = ()

    def __init__(self, data=None, *, answers: dict, **kwargs):
        self.answers = answers
        super().__init__(data, initial=dict(answers), **kwargs)

    def __getitem__(self, name):
        field = super().__getitem__(name)
        setattr(field.field, "needed_later", name not in self.may_stay_empty)  # noqa: B010  read by ui/optional.html
        return field


class SubjectForm(StepForm):
    title = words(_("The question people answer"), _("As short as on a poster."))
    summary = words(_("What it changes in people’s lives"), _("Two or three sentences."), long=True)


class PlaceForm(StepForm):
    may_stay_empty = ("territory", "new_place")
    territory = forms.ModelChoiceField(
        Territory.objects.order_by("slug"), label=_("Place"), required=False, empty_label=_("Another place")
    )
    new_place = Line(_("Name of the other place"))
    audience = words(_("Who can answer"), _("Who is concerned, and who may speak up: they can differ."), long=True)


class DecidedForm(StepForm):
    taken = choice(_("Is the decision already taken?"), YES_NO)
    non_negotiable = words(_("What will not change, and why"), _("One thing a line, each with its reason."), long=True)


class OpenForm(StepForm):
    may_stay_empty = ("options",)
    leeway = choice(_("What can still change?"), Leeway.choices)
    negotiable = words(
        _("Write it down, thing by thing"), _("One a line: what could be otherwise tomorrow."), long=True
    )
    options = words(
        _("The options, when there are several"),
        _("One a line; “not doing it” counts as one, if it is true."),
        long=True,
    )


class DecisionForm(StepForm):
    decision_object = words(_("What will be decided"), _("One sentence: who votes or signs what."), long=True)


class DeciderForm(StepForm):
    decider_name = Line(_("Name of the person who decides"))
    decider_function = words(_("Their function"))
    decider_body = words(_("The body that decides"), _("Council, assembly, committee, office…"))
    last_word = choice(_("Who has the last word?"), LastWord.choices)
    legal_act = forms.BooleanField(label=_("A legal act calls the vote and makes it binding"), required=False)


class SignerForm(StepForm):
    may_stay_empty = ("cosigners",)
    answer_rule = words(
        _("Who answers, and who signs"), _("The office that prepares the answers, the one that signs."), long=True
    )
    cosigners = Line(_("Other offices that sign the pact"), _("One a line: name, function."), rows=3, max_length=2000)


class DatesForm(StepForm):
    opens_on = day(_("First day to take part"))
    closes_on = day(_("Last day to take part"))
    answers_by = day(_("Last day for the answers"))
    decision_on = day(_("Day of the decision"))

    def clean(self):
        typed = super().clean() or {}
        opens, closes, answers = (typed.get(name) for name in ("opens_on", "closes_on", "answers_by"))
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The last day comes after the first: move one of the two."))
        elif closes and answers and answers <= closes:
            self.add_error("answers_by", _("Answers come once everyone has spoken: choose a later day."))
        elif closes and answers and (answers - closes).days > 3000:
            self.add_error("answers_by", _("Nobody waits that long for an answer: choose a nearer day."))
        return typed


class PeopleForm(StepForm):
    may_stay_empty = ("daily",)
    expected_audience = whole(_("How many people do you expect?"), _("A rough number, which you would bet on."))
    daily = whole(
        _("How many contributions a day?"),
        _("Leave empty when you do not know: four for ten people are assumed, as in France in 2015."),
        most=1_000_000,
    )


class MeansForm(StepForm):
    people = whole(_("How many people can answer?"), _("Those who will really do it."), most=10_000)
    hours = hours(_("How many hours a week each?"), _("Beside the rest of their work."))
    minutes = whole(
        _("How many minutes for one answer?"),
        _("To read, find the ground, write the reason, have it checked. 15 is usual."),
        most=600,
    )


class ThresholdForm(StepForm):
    may_stay_empty = ("answer_threshold", "threshold_motive")
    answer_threshold = whole(
        _("How many people must support a contribution for it to have an answer of its own?"),
        _("The others are answered with the idea they belong to. 1: whoever convinces one other person."),
        most=2_000_000_000,
    )
    threshold_motive = words(_("Why, when it is high"), _("Needed above 1% of the people expected; it will be shown."))


class WatchForm(StepForm):
    may_stay_empty = ("guarantor",)
    guarantor = words(_("Who watches"), _("A name and a function, or the make-up of a committee. Empty: nobody."))


class LinkForm(StepForm):
    link = choice(_("The link to the decision"), Kind.choices)


class NeedsForm(StepForm):
    """The questions asked, then the clauses of the kind chosen; those asked for elsewhere are left out."""

    questions = words(_("The questions you ask"), _("One a line, each answered in a few sentences."), long=True)

    def __init__(self, data=None, *, answers: dict, **kwargs):
        super().__init__(data, answers=answers, **kwargs)
        kind = answers.get("link")
        if kind in MEANINGS and not MEANINGS[kind].contributions:
            del self.fields["questions"]
        for clause in CLAUSES.get(kind, ()) if isinstance(kind, str) else ():
            if clause.name not in OpenForm.base_fields:
                self.fields[f"clause_{clause.name}"] = words(clause.label, clause.hint, long=True)


class LawForm(StepForm):
    may_stay_empty = ("legal_profile",)
    legal_basis = words(
        _("The text that lets you ask"), _("A deliberation, an article of a law, a charter…"), long=True
    )
    legal_profile = choice(
        _("A law that sets its own minima"),
        profiles.choices(),
        _("They add to those of the link. To check against the text in force before use."),
        empty=_("None that I know of"),
    )
    art9_ground = choice(
        _("Why opinions may be recorded"), OpinionsGround.choices, _("Explicit consent is what this site asks for.")
    )
    verification = choice(_("What must be true of a person to count?"), Verification.choices)

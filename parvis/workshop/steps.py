"""The questions of the guided path, one row each: the question, its reason in one line, a good answer and a bad one."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .forms import steps as forms


@dataclass(frozen=True)
class Step:
    """name: in addresses; why: the reason of the question; good, bad: answers as someone would write them."""

    name: str
    question: Any
    short: Any  # the question in two or three words, for lists
    why: Any
    form: type[forms.StepForm]
    good: Any = ""
    bad: Any = ""


STEPS: tuple[Step, ...] = (
    Step(
        "subject",
        _("What question do you put to people?"),
        _("The question"),
        _("A question that a neighbour understands brings answers; the name of a plan does not."),
        forms.SubjectForm,
        _("What should Market Square be like once the car park is gone?"),
        _("Consultation on the urban requalification programme, phase 2"),
    ),
    Step(
        "place",
        _("Where, and who can answer?"),
        _("The place and the people"),
        _("Those who live with the decision must find themselves named; the others must know whether they count."),
        forms.PlaceForm,
        _("Whoever lives, works or shops in the Old Port, from 11 years of age."),
        _("The public"),
    ),
    Step(
        "decided",
        _("What is already decided?"),
        _("What is decided"),
        _("People forgive a limit that is announced, never one they discover."),
        forms.DecidedForm,
        _("The budget, 800,000 €, because the council voted it on 12 March."),
        _("The main orientations"),
    ),
    Step(
        "open",
        _("What could still change your mind?"),
        _("What can change"),
        _("If nothing can, say so: people who take part for nothing do not come back."),
        forms.OpenForm,
        _("The number of parking places, between 20 and 60."),
        _("Some adjustments at the margin, where appropriate"),
    ),
    Step(
        "decision",
        _("What exactly will be decided?"),
        _("The decision"),
        _("A decision that can be told in one sentence can be checked afterwards."),
        forms.DecisionForm,
        _("The council votes the plan of the square and its budget."),
        _("The continuation of the project"),
    ),
    Step(
        "decider",
        _("Who decides?"),
        _("Who decides"),
        _("A name and a function: people speak to someone, not to a logo."),
        forms.DeciderForm,
        _("Odile Marchenoir, mayor; the town council"),
        _("The town hall"),
    ),
    Step(
        "signer",
        _("Who signs the answer?"),
        _("Who answers"),
        _("An answer that nobody signs is an answer that nobody owes."),
        forms.SignerForm,
        _("The parks department prepares each answer, the deputy mayor for public space signs it."),
        _("Your remarks will be taken into account by the relevant services."),
    ),
    Step(
        "dates",
        _("By when?"),
        _("The dates"),
        _("Four days that everyone will read; the clock of promises runs from them."),
        forms.DatesForm,
        _("Answers by 3 May, the vote on 24 May."),
        _("In due course"),
    ),
    Step(
        "people",
        _("How many people do you expect?"),
        _("How many people"),
        _("Thresholds are read against this number, and so is your success."),
        forms.PeopleForm,
        _("600 people out of 4,000 residents: we will go to the market and to the two schools."),
        _("As many as possible"),
    ),
    Step(
        "means",
        _("Who will answer, and with how much time?"),
        _("The work"),
        _("A promise is kept by people with hours; better to count them before signing."),
        forms.MeansForm,
        _("3 people, 4 hours a week each, which their head of service has agreed to."),
        _("The team will organise itself"),
    ),
    Step(
        "threshold",
        _("Which contributions have an answer of their own?"),
        _("The threshold"),
        _("In France in 2015, a tenth of the proposals took 79% of the votes: a high bar answers almost nobody."),
        forms.ThresholdForm,
        _("From 5 people in support."),
        _("The most supported ones"),
    ),
    Step(
        "watch",
        _("Who watches over it?"),
        _("Who watches"),
        _("Someone independent can say that a word was not kept, even when it is yours."),
        forms.WatchForm,
        _("A committee of 12 residents drawn by lot, 2 traders and 2 councillors, one of them of the opposition."),
        _("The steering committee"),
    ),
    Step(
        "link",
        _("What your answers describe"),
        _("The link to the decision"),
        _("The name must hold what it promises: it is drawn from your answers, not from your wishes."),
        forms.LinkForm,
    ),
    Step(
        "needs",
        _("What this kind asks for"),
        _("What it asks for"),
        _("Each kind of link has its own duties; they are shown to everyone."),
        forms.NeedsForm,
    ),
    Step(
        "law",
        _("What lets you ask?"),
        _("The law"),
        _("Opinions are sensitive data: a legal basis protects those who give them, and you."),
        forms.LawForm,
        _("Deliberation 2027-14 of 12 March 2027."),
        _("In accordance with the regulations in force"),
    ),
)
BY_NAME: dict[str, Step] = {step.name: step for step in STEPS}


def before(step: Step) -> Step | None:
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None


def after(step: Step) -> Step | None:
    place = STEPS.index(step)
    return STEPS[place + 1] if place + 1 < len(STEPS) else None

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from parvis.territories.models import Territory
from parvis.ui.optional import needed_later

from .. import profiles
from ..carrying import CHANNELS, DAYS
from ..changes import free_slug
from ..kinds import CLAUSES, Kind, OpinionsGround, TextStage, Verification
from ..models import Pact, Process
from ..pacts import LACKS
from .words import Words, cleaned, in_our_time

CARRYING = ("people", "quarters", "channels", "each", "days")  # of carrying.CarryingRule
MOST_PEOPLE = 100_000_000


class NewProcessForm(forms.Form):
    """Enough to begin a draft: a title, a place, a kind."""

    title = Words(
        _("Title"),
        _("The question people answer, in a few words."),
        required=True,
        error_messages={"required": _("Give the process a title, in one language at least.")},
    )
    territory = forms.ModelChoiceField(
        Territory.objects.order_by("slug"), label=_("Place"), required=False, empty_label=_("Another place")
    )
    new_place = forms.CharField(label=_("Name of the other place"), required=False, max_length=120)
    link = forms.ChoiceField(
        label=_("Link to the decision"),
        choices=[("", _("Choose what ties people’s words to the decision")), *Kind.choices],
        help_text=_("It can change until the process opens, never after."),
        error_messages={"required": _("Choose the link to the decision.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "territory", "new_place")  # one of the two

    def clean_new_place(self):
        name = cleaned(self.cleaned_data["new_place"])
        if not name and not self.cleaned_data.get("territory"):
            raise forms.ValidationError(_("Choose a place, or write the name of another one."))
        return name

    def place(self) -> Territory:
        """The place chosen, made when it is new."""
        if self.cleaned_data["territory"]:
            return self.cleaned_data["territory"]
        return place_named(self.cleaned_data["new_place"])

    def slug(self) -> str:
        """An address nobody uses yet, from the title."""
        return free_slug(slugify(str(self.cleaned_data["title"])))


def place_named(name: str) -> Territory:
    """The place of this name, made when it is new."""
    slug = slugify(name)[:80] or "place"
    return Territory.objects.get_or_create(slug=slug, defaults={"name": {"fr": name, "en": name}})[0]


UNREADABLE = {
    forms.DateField: _("Write the date like this: 2027-03-14."),
    forms.IntegerField: _("Write a whole number, in figures."),
}


@dataclass(frozen=True)
class Section:
    title: Any
    fields: tuple[str, ...]


SECTIONS = (
    Section(_("What it is about"), ("title", "summary", "link")),
    Section(
        _("Who decides, and what"),
        ("decider_name", "decider_function", "decider_body", "decision_object", "decision_on", "decision_taken"),
    ),
    Section(_("What can change"), ("negotiable", "non_negotiable")),
    Section(_("For whom"), ("audience", "expected_audience", "verification")),
    Section(
        _("What is promised"), ("answer_rule", "answer_threshold", "threshold_motive", "promise_days", "guarantor")
    ),
    Section(
        _("From a modification to the chamber"),
        ("carrying_people", "carrying_quarters", "carrying_channels", "carrying_each", "carrying_days"),
    ),
    Section(_("What this kind asks for"), ()),
    Section(_("In law"), ("legal_basis", "legal_profile", "art9_ground", "text_stage")),
    Section(_("Who signs"), ("cosigners",)),
)


class PactForm(forms.ModelForm):
    """The whole pact with the title and the summary of its process; nothing but the title and the kind is needed."""

    title = Words(_("Title"), required=True)
    link = forms.ChoiceField(
        label=_("Link to the decision"),
        choices=[("", _("Choose…")), *Kind.choices],
        help_text=_("It can change until the process opens, never after."),
        error_messages={"required": _("Choose the link to the decision.")},
    )
    summary = Words(_("Summary"), _("What it changes in people’s lives, in two or three sentences."), long=True)
    decider_function = Words(_("Function of the decider"))
    decider_body = Words(_("Body that decides"), _("Council, assembly, committee, office…"))
    decision_object = Words(_("What will be decided"), _("One sentence."), long=True)
    negotiable = Words(_("What can change"), _("One thing a line."), long=True)
    non_negotiable = Words(_("What will not change"), _("One thing a line, with its reason."), long=True)
    audience = Words(_("For whom"), long=True)
    answer_rule = Words(_("Who answers, and from which threshold"), _("In words, as people will read it."), long=True)
    threshold_motive = Words(_("Reason for a high threshold"), _("Needed above 1% of the people expected."))
    guarantor = Words(_("Guarantor or follow-up committee"), _("Independent of the decider."))
    legal_basis = Words(_("Legal basis"), _("The text that lets this process be held."), long=True)
    carrying_people = forms.IntegerField(
        label=_("People in support from which a modification is examined"),
        help_text=_(
            "For a text people propose to change. Each office that signs then owes an examination and a public answer; "
            "nobody is ever obliged to carry. Empty: no such rule."
        ),
        min_value=1,
        max_value=MOST_PEOPLE,
    )
    carrying_quarters = forms.IntegerField(
        label=_("In at least how many quarters"),
        help_text=_("As people say where they live. Empty: wherever they live."),
        min_value=0,
        max_value=1000,
    )
    carrying_channels = forms.IntegerField(
        label=_("By at least how many channels"),
        help_text=_("Online, on paper, in a meeting… Empty: whatever the channel."),
        min_value=0,
        max_value=CHANNELS,
    )
    carrying_each = forms.IntegerField(
        label=_("With how many people in each"),
        help_text=_("At least 11: no smaller group is ever told."),
        min_value=0,
        max_value=MOST_PEOPLE,
    )
    carrying_days = forms.IntegerField(
        label=_("Days to examine and answer"),
        help_text=_("Counted from the day the support is reached; 60 is usual."),
        min_value=1,
        max_value=366,
    )

    class Meta:
        model = Pact
        fields = (
            "link",
            "decider_name",
            "decider_function",
            "decider_body",
            "decision_object",
            "decision_on",
            "decision_taken",
            "negotiable",
            "non_negotiable",
            "audience",
            "expected_audience",
            "verification",
            "answer_rule",
            "answer_threshold",
            "threshold_motive",
            "promise_days",
            "guarantor",
            "legal_basis",
            "legal_profile",
            "art9_ground",
            "text_stage",
            "cosigners",
        )
        widgets = {
            "decision_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "cosigners": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "expected_audience": _("A number, even a rough one: thresholds are read against it."),
            "answer_threshold": _("How many people must support a contribution for it to have an answer of its own."),
            "promise_days": _("Counted from the close of contributions; 60 is usual."),
            "cosigners": _("Beside the decider, one a line: name, function. The process opens once all have signed."),
            "legal_profile": _(
                "When a law sets minima, they add to those of the kind. To check against the text in force before use."
            ),
        }

    def __init__(self, data=None, *, process: Process):
        self.process = process
        start = {"title": process.title, "summary": process.summary}
        start |= {f"carrying_{name}": process.pact.carrying_rule.get(name) for name in CARRYING}
        super().__init__(data, instance=process.pact, initial=start)
        for name, choices in (
            ("verification", Verification.choices),
            ("art9_ground", OpinionsGround.choices),
            ("text_stage", TextStage.choices),
            ("legal_profile", profiles.choices()),
        ):
            empty = [] if name == "verification" else [("", _("Not chosen yet"))]
            kept = self.initial.get(name) or ""
            others = [(kept, kept)] if kept and kept not in dict(choices) else []
            label = self._meta.model._meta.get_field(name).verbose_name
            self.fields[name] = forms.ChoiceField(label=label, choices=[*empty, *choices, *others], required=False)
        self.clauses = CLAUSES.get(self.data.get("link") or process.pact.link, ())
        for clause in self.clauses:
            self.fields[f"clause_{clause.name}"] = Words(clause.label, clause.hint, long=True)
            self.initial[f"clause_{clause.name}"] = process.pact.clauses.get(clause.name) or {}
        for name, field in self.fields.items():
            field.required = field.required and name == "link"
            if isinstance(field, forms.DateField):
                field.validators.append(in_our_time)
            if type(field) in UNREADABLE:
                field.error_messages["invalid"] = UNREADABLE[type(field)]
            later = name in LACKS or name.startswith("clause_")
            setattr(field, "needed_later", later)  # noqa: B010  read by ui/optional.html

    def sections(self) -> list[dict]:
        """The parts of the form: title, bound fields; those without a field are left out."""
        own = [self[f"clause_{clause.name}"] for clause in self.clauses]
        parts = [
            {"title": section.title, "fields": [self[name] for name in section.fields] or own} for section in SECTIONS
        ]
        return [part for part in parts if part["fields"]]

    def clean(self):
        typed = super().clean() or {}
        for name in ("decider_name", "cosigners"):
            typed[name] = cleaned(typed.get(name) or "", long=name == "cosigners")
        typed["verification"] = typed.get("verification") or Verification.EMAIL
        return typed

    def changes(self) -> dict:
        """What changes.change_pact takes."""
        own = {clause.name: dict(self.cleaned_data[f"clause_{clause.name}"]) for clause in self.clauses}
        fields = {name: self.cleaned_data[name] for name in ["title", "summary", *PactForm.Meta.fields]}
        return fields | {"clauses": self.process.pact.clauses | own, "carrying_rule": self.carrying_rule()}

    def carrying_rule(self) -> dict[str, int]:
        typed = {name: self.cleaned_data.get(f"carrying_{name}") for name in CARRYING}
        asked = {name: value for name, value in typed.items() if value}
        return {"days": DAYS, **asked} if asked.keys() - {"days"} else {}

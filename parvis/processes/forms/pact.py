from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.territories.models import Territory

from ..kinds import CLAUSES, Kind, OpinionsGround, TextStage, Verification
from ..models import Pact, Process
from .words import Words, cleaned

lazy = gettext_lazy


class NewProcessForm(forms.Form):
    """Enough to begin a draft: a title, a place, a kind."""

    title = Words(
        lazy("Title"), lazy("The question people answer, in a few words."), required=True,
        error_messages={"required": lazy("Give the process a title, in one language at least.")},
    )  # fmt: skip
    territory = forms.ModelChoiceField(
        Territory.objects.order_by("slug"), label=lazy("Place"), required=False, empty_label=lazy("Another place")
    )
    new_place = forms.CharField(label=lazy("Name of the other place"), required=False, max_length=120)
    link = forms.ChoiceField(
        label=lazy("Link to the decision"),
        choices=[("", lazy("Choose what ties people’s words to the decision")), *Kind.choices],
        help_text=lazy("It can change until the process opens, never after."),
        error_messages={"required": lazy("Choose the link to the decision.")},
    )

    def clean_new_place(self):
        name = cleaned(self.cleaned_data["new_place"])
        if not name and not self.cleaned_data.get("territory"):
            raise forms.ValidationError(_("Choose a place, or write the name of another one."))
        return name

    def place(self) -> Territory:
        """The place chosen, made when it is new."""
        if self.cleaned_data["territory"]:
            return self.cleaned_data["territory"]
        name = self.cleaned_data["new_place"]
        slug = slugify(name)[:80] or "place"
        return Territory.objects.get_or_create(slug=slug, defaults={"name": {"fr": name, "en": name}})[0]

    def slug(self) -> str:
        """An address nobody uses yet, from the title."""
        stem = slugify(str(self.cleaned_data["title"]))[:70].strip("-") or "process"
        taken = set(Process.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        return stem if stem not in taken else next(s for n in range(2, 1000) if (s := f"{stem}-{n}") not in taken)


@dataclass(frozen=True)
class Section:
    title: Any
    fields: tuple[str, ...]


SECTIONS = (
    Section(lazy("What it is about"), ("title", "summary", "link")),
    Section(
        lazy("Who decides, and what"),
        ("decider_name", "decider_function", "decider_body", "decision_object", "decision_on", "decision_taken"),
    ),
    Section(lazy("What can change"), ("negotiable", "non_negotiable")),
    Section(lazy("For whom"), ("audience", "expected_audience", "verification")),
    Section(
        lazy("What is promised"), ("answer_rule", "answer_threshold", "threshold_motive", "promise_days", "guarantor")
    ),
    Section(lazy("What this kind asks for"), ()),
    Section(lazy("In law"), ("legal_basis", "legal_profile", "art9_ground", "text_stage")),
    Section(lazy("Signature"), ("signed_by", "signed_on", "signed_act")),
)


class PactForm(forms.ModelForm):
    """The whole pact with the title and the summary of its process; nothing but the title and the kind is needed."""

    title = Words(lazy("Title"), required=True)
    summary = Words(lazy("Summary"), lazy("What it changes in people’s lives, in two or three sentences."), long=True)
    decider_function = Words(lazy("Function of the decider"))
    decider_body = Words(lazy("Body that decides"), lazy("Council, assembly, committee, office…"))
    decision_object = Words(lazy("What will be decided"), lazy("One sentence."), long=True)
    negotiable = Words(lazy("What can change"), lazy("One thing a line."), long=True)
    non_negotiable = Words(lazy("What will not change"), lazy("One thing a line, with its reason."), long=True)
    audience = Words(lazy("For whom"), long=True)
    answer_rule = Words(
        lazy("Who answers, and from which threshold"), lazy("In words, as people will read it."), long=True
    )
    threshold_motive = Words(lazy("Reason for a high threshold"), lazy("Needed above 1 % of the people expected."))
    guarantor = Words(lazy("Guarantor or follow-up committee"), lazy("Independent of the decider."))
    legal_basis = Words(lazy("Legal basis"), lazy("The text that lets this process be held."), long=True)

    class Meta:
        model = Pact
        fields = (
            "link", "decider_name", "decider_function", "decider_body", "decision_object", "decision_on",
            "decision_taken", "negotiable", "non_negotiable", "audience", "expected_audience", "verification",
            "answer_rule", "answer_threshold", "threshold_motive", "promise_days", "guarantor", "legal_basis",
            "legal_profile", "art9_ground", "text_stage", "signed_by", "signed_on", "signed_act",
        )  # fmt: skip
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("decision_on", "signed_on")
        }
        help_texts = {
            "link": lazy("It can change until the process opens, never after."),
            "expected_audience": lazy("A number, even a rough one: thresholds are read against it."),
            "answer_threshold": lazy("Supports from which a contribution has an answer of its own."),
            "promise_days": lazy("Counted from the close of contributions; 60 is usual."),
            "signed_by": lazy("The person who holds the power to decide, with their function."),
            "signed_act": lazy("When the pact was signed on paper: number of the act."),
            "legal_profile": lazy("A short code, when a law sets minima: fr-crpa-131-1, fr-ppve…"),
        }

    def __init__(self, *args, process: Process, **kwargs):
        self.process = process
        super().__init__(*args, instance=process.pact, **kwargs)
        self.initial |= {"title": process.title, "summary": process.summary}
        for name, choices in (
            ("verification", Verification),
            ("art9_ground", OpinionsGround),
            ("text_stage", TextStage),
        ):
            empty = [] if name == "verification" else [("", _("Not chosen yet"))]
            kept = self.initial.get(name) or ""
            others = [(kept, kept)] if kept and kept not in choices.values else []
            label = self._meta.model._meta.get_field(name).verbose_name
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[*empty, *choices.choices, *others], required=False
            )
        self.clauses = CLAUSES.get(self.data.get("link") or process.pact.link, ())
        for clause in self.clauses:
            self.fields[f"clause_{clause.name}"] = Words(clause.label, clause.hint, long=True)
            self.initial[f"clause_{clause.name}"] = process.pact.clauses.get(clause.name) or {}
        for field in self.fields.values():
            field.required = field.required and field is self.fields["link"]

    def sections(self) -> list[dict]:
        """The parts of the form: title, bound fields; those without a field are left out."""
        own = [self[f"clause_{clause.name}"] for clause in self.clauses]
        parts = [
            {"title": section.title, "fields": [self[name] for name in section.fields] or own} for section in SECTIONS
        ]
        return [part for part in parts if part["fields"]]

    def clean(self):
        typed = super().clean()
        for name in ("decider_name", "signed_by", "signed_act", "legal_profile"):
            typed[name] = cleaned(typed.get(name) or "")
        typed["verification"] = typed.get("verification") or Verification.EMAIL
        return typed

    def save(self, commit: bool = True) -> Pact:
        self.instance.clauses = self.instance.clauses | {
            clause.name: dict(self.cleaned_data[f"clause_{clause.name}"]) for clause in self.clauses
        }
        self.process.title, self.process.summary = self.cleaned_data["title"], self.cleaned_data["summary"]
        self.process.save(update_fields=["title", "summary"])
        return super().save(commit)

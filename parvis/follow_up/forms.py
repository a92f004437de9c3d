from decimal import Decimal
from typing import cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.forms.base import Words as Line
from parvis.contributions.forms.base import signed
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.processes.forms.lines import url
from parvis.processes.forms.promises import needed_day, past_day
from parvis.processes.forms.words import Words
from parvis.processes.models import Office, Process
from parvis.synthesis.forms import choices, reason
from parvis.synthesis.outline import Branch
from parvis.ui.optional import needed_later

from . import files
from .models import Evidence, RealityCheck

KEPT = (Answer.Status.KEPT_FULLY, Answer.Status.KEPT_PARTLY)


def office(label) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Office.objects.order_by("slug"),
        label=label,
        empty_label=gettext_lazy("Choose the office"),
        error_messages={"required": gettext_lazy("Choose the office.")},
    )


def whole(label, *, most: int = 2_000_000_000, wrong=None, required: bool = False) -> forms.IntegerField:
    """wrong: the sentence for whatever is no whole number between zero and `most`."""
    words = wrong or gettext_lazy("Write a whole number, zero or more.")
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
    )


class DecisionForm(forms.Form):
    title = Words(
        gettext_lazy("Title of the decision"),
        required=True,
        error_messages={"required": gettext_lazy("Write the title of the decision.")},
    )
    office = office(gettext_lazy("Body that decided"))
    decided_on = past_day(gettext_lazy("Decided on"), gettext_lazy("Give the day it was decided."))
    url = url(gettext_lazy("Link to the text"))
    body = Words(gettext_lazy("Or the text itself"), long=True)
    votes_for = whole(gettext_lazy("Votes for"))
    votes_against = whole(gettext_lazy("Votes against"))
    abstentions = whole(gettext_lazy("Abstentions"))
    takes_account = forms.BooleanField(
        label=gettext_lazy("It takes the contributions into account"),
        help_text=gettext_lazy("Only when each of them had its place in a synthesis published before the decision."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "url", "body", "votes_for", "votes_against", "abstentions")  # said above: one, or all

    def clean(self):
        typed = super().clean() or {}
        if not typed.get("url") and not typed.get("body") and "url" not in self.errors:
            self.add_error("url", _("Give the address of the text, or the text itself."))
        votes = [typed.get(name) for name in ("votes_for", "votes_against", "abstentions")]
        if None in votes and set(votes) != {None}:
            self.add_error("votes_for", _("Give the three numbers of the vote, zero when nobody did, or none."))
        return typed


class CompareForm(forms.Form):
    asked = Words(
        gettext_lazy("What was asked"),
        gettext_lazy("In the words of the synthesis."),
        long=True,
        required=True,
        error_messages={"required": gettext_lazy("Write what was asked.")},
    )
    decided = Words(
        gettext_lazy("What was decided"),
        gettext_lazy("In the words of the decision."),
        long=True,
        required=True,
        error_messages={"required": gettext_lazy("Write what was decided.")},
    )
    status = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=Answer.Status,
        widget=forms.RadioSelect({"class": "short"}),
        error_messages={"required": gettext_lazy("Choose what became of this idea.")},
    )
    place = Line(
        label=gettext_lazy("Place in the text"),
        help_text=gettext_lazy("Article, deliberation or page: needed when it is kept."),
        at_most=200,
        at_least=1,
    )

    def clean(self):
        typed = super().clean() or {}
        if typed.get("status") in KEPT and "place" in typed and not typed["place"]:
            self.add_error("place", _("Say where it can be read in the decision."))
        return typed


class MindForm(forms.Form):
    office = office(gettext_lazy("Office"))
    words = Words(
        gettext_lazy("What changed, and why"),
        gettext_lazy("What you thought before, what you read or heard, what you decided instead."),
        long=True,
        required=True,
        error_messages={"required": gettext_lazy("Write what changed, and why.")},
    )
    thanks = Line(
        label=gettext_lazy("Thanks to which contributions"),
        help_text=gettext_lazy("Their addresses or their marks, one a line."),
        enter=gettext_lazy("Give one contribution at least: the address of its page."),
        at_most=5_000,
        lines=3,
    )
    signed_by = signed()

    def __init__(self, *args, process: Process, **kwargs):
        super().__init__(*args, **kwargs)
        self.process = process

    def clean_thanks(self) -> list[Contribution]:
        lines = dict.fromkeys(line.strip() for line in self.cleaned_data["thanks"].splitlines() if line.strip())
        marks = {line: line.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2] for line in lines}
        shown = Contribution.objects.visible().filter(process=self.process, public_id__in=marks.values())
        found = {contribution.public_id: contribution for contribution in shown}
        for line, mark in marks.items():
            if mark not in found:
                raise forms.ValidationError(
                    _("“%(line)s” is no contribution shown in this process: copy the address of its page."),
                    params={"line": line[:120]},
                )
        return list(found.values())


class MilestoneForm(forms.Form):
    title = Words(
        gettext_lazy("What will be done"),
        required=True,
        error_messages={"required": gettext_lazy("Write what will be done.")},
    )
    office = office(gettext_lazy("Office that does it"))
    due_on = needed_day(gettext_lazy("Due on"), gettext_lazy("Give the date it is due."))
    node = forms.ChoiceField(label=gettext_lazy("Idea it answers"), required=False)

    def __init__(self, *args, branches: list[Branch], **kwargs):
        super().__init__(*args, **kwargs)
        self.nodes = {branch.node.public_id: branch.node for branch in branches}
        cast(forms.ChoiceField, self.fields["node"]).choices = [("", _("The whole process")), *choices(branches)]

    def clean_node(self):
        return self.nodes.get(self.cleaned_data["node"])


class DoneForm(forms.Form):
    done_on = past_day(gettext_lazy("Done on"), gettext_lazy("Give the day it was done."))


class ProgressForm(forms.Form):
    percent = whole(
        gettext_lazy("Done so far, in percent"),
        most=100,
        wrong=gettext_lazy("Write a number from 0 to 100."),
        required=True,
    )
    basis = Words(
        gettext_lazy("A percentage of what"),
        gettext_lazy("“12 of 40 crossings”: what anyone could count again."),
        required=True,
        error_messages={"required": gettext_lazy("Say what it is a percentage of.")},
    )


class GiveUpForm(forms.Form):
    given_up_on = past_day(gettext_lazy("Given up on"), gettext_lazy("Give the day it was given up."))
    motive = Words(
        gettext_lazy("Why it is given up"),
        gettext_lazy("Everyone can read it."),
        long=True,
        required=True,
        error_messages={"required": gettext_lazy("Write why it is given up.")},
    )


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of proof"),
        choices=Evidence.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the kind of proof.")},
    )
    words = Words(
        gettext_lazy("What it shows"),
        gettext_lazy("For those who cannot see it too: what, where, when."),
        required=True,
        error_messages={"required": gettext_lazy("Say what it shows.")},
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Photo: PNG or JPEG; document: PDF; 8 MB at most. No face without agreement."),
        required=False,
        widget=forms.FileInput(attrs={"accept": f"{files.PHOTOS},{files.DOCUMENTS}"}),
        error_messages={"empty": gettext_lazy("This file is empty: choose another one.")},
    )
    value = Line(label=gettext_lazy("Figure"), at_most=40, at_least=1)
    unit = Line(label=gettext_lazy("Unit"), at_most=60, at_least=0)
    source = Line(
        label=gettext_lazy("Source"), help_text=gettext_lazy("Who counted, when, where to read it."), at_most=300
    )
    place = Line(
        label=gettext_lazy("Latitude, longitude"),
        help_text=gettext_lazy("In degrees, such as 48.8566, 2.3522."),
        at_most=60,
        at_least=2,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "file", "value", "unit", "source", "place")  # what its kind asks for

    def clean(self):
        typed = super().clean() or {}
        read = {"photo": self._file, "document": self._file, "figure": self._figure, "place": self._place}
        told = read[typed["kind"]](typed) if typed.get("kind") in read else {}
        return {"kind": typed.get("kind"), "words": typed.get("words"), **told}

    def _file(self, typed) -> dict:
        if "file" in self.errors:
            return {}
        if not typed.get("file"):
            self.add_error("file", _("Choose the file."))
            return {}
        check = files.photo if typed["kind"] == Evidence.Kind.PHOTO else files.document
        try:
            return {"file": check(typed["file"].read(files.LIMIT + 1))}
        except files.Unreadable as refusal:
            self.add_error("file", str(refusal))
            return {}

    def _figure(self, typed) -> dict:
        for name, sentence in (
            ("value", _("Write the figure.")),
            ("unit", _("Say what it counts.")),
            ("source", _("Say where the figure comes from.")),
        ):
            if name in typed and not typed[name]:
                self.add_error(name, sentence)
        return {name: typed.get(name) for name in ("value", "unit", "source")}

    def _place(self, typed) -> dict:
        try:
            latitude, longitude = (Decimal(part.strip()) for part in typed.get("place", "").split(","))
            if not (abs(latitude) <= 90 and abs(longitude) <= 180):
                raise ValueError
        except (ArithmeticError, ValueError):
            if "place" not in self.errors:
                self.add_error("place", _("Write the latitude, a comma, then the longitude: 48.8566, 2.3522."))
            return {}
        return {"latitude": round(latitude, 6), "longitude": round(longitude, 6)}


class ReportForm(forms.Form):
    words = Words(
        gettext_lazy("What was done, and what was not"),
        gettext_lazy("Commitment by commitment, delays like the rest."),
        long=True,
        required=True,
        error_messages={"required": gettext_lazy("Write the report.")},
    )
    signed_by = signed()


class CheckForm(forms.Form):
    value = forms.ChoiceField(
        label=gettext_lazy("Was it really done?"),
        choices=RealityCheck.Value,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    words = Line(
        label=gettext_lazy("What you saw"),
        help_text=gettext_lazy("Shown to everyone, without your name."),
        at_most=1_000,
        lines=4,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language of your words"), choices=settings.LANGUAGES)


class HideForm(forms.Form):
    reason = reason(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It takes the place of the words, on the public page."),
        enter=gettext_lazy("Write the reason: everyone can read it."),
    )

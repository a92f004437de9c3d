"""Lists of a process, one form a line: steps of the path, documents, questions, meetings, promises."""

from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ..models import DecisionStep, Document, Meeting, Office, Process, Promise, Question
from .calendar import day, moment
from .words import Words, cleaned


def url(label) -> forms.URLField:
    unreadable = _("Write a whole address, which begins with https://")
    return forms.URLField(
        label=label, required=False, assume_scheme="https", max_length=200, error_messages={"invalid": unreadable}
    )


class StepForm(forms.ModelForm):
    title = Words(_("Step"), required=True)
    body = Words(_("Who acts"))
    can_change = Words(_("What can still change, and by whom"), long=True)
    on = day(_("Date"))
    url = url(_("Record or text, once done"))

    class Meta:
        model = DecisionStep
        fields = ("title", "body", "can_change", "on", "done", "url")


class DocumentForm(forms.ModelForm):
    title = Words(_("Title"), required=True)
    url = url(_("Address"))
    body = Words(_("Or the text itself"), long=True)
    role = forms.ChoiceField(label=_("What it is"), choices=Document.Role.choices, required=False)

    class Meta:
        model = Document
        fields = ("title", "role", "url", "body")

    def clean(self):
        typed = super().clean() or {}
        if not typed.get("url") and not typed.get("body") and "url" not in self.errors:
            self.add_error("url", _("Give the address of the document, or its text."))
        return typed


class QuestionForm(forms.ModelForm):
    text = Words(_("Question"), _("One that can be answered in a few sentences."), required=True)

    class Meta:
        model = Question
        fields = ("text",)


class MeetingForm(forms.ModelForm):
    title = Words(_("Meeting"), required=True)
    place = Words(_("Place"), required=True)
    at = moment(_("Day and hour"))
    details = Words(_("Details"), _("Access, childcare, interpreters, what to bring…"), long=True)

    class Meta:
        model = Meeting
        fields = ("title", "place", "at", "details")


class PromiseForm(forms.ModelForm):
    what = Words(_("What is promised"), required=True)
    office_name = forms.CharField(
        label=_("Office that owes it"),
        help_text=_("An office, not a person: whoever comes next inherits it."),
        max_length=120,
        error_messages={"required": _("Name the office that owes it.")},
    )
    due_on = day(_("Due on"))

    class Meta:
        model = Promise
        fields = ("what", "due_on")

    field_order = ("what", "office_name", "due_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = True
        self.fields["due_on"].error_messages["required"] = _("Give the date it is due.")
        if self.instance.office_id:
            self.initial["office_name"] = str(self.instance.office)

    def save(self, commit: bool = True):
        name = cleaned(self.cleaned_data["office_name"])
        if not self.instance.office_id or str(self.instance.office) != name:
            slug = slugify(name)[:80] or "office"
            self.instance.office = Office.objects.get_or_create(slug=slug, defaults={"name": {"fr": name, "en": name}})[
                0
            ]
        return super().save(commit)


@dataclass(frozen=True)
class Lines:
    """A list: its name in addresses is also the name of the relation on Process.

    after: what may be done once the process is public: "change", "add" or "" for nothing. act: its public record.
    """

    name: str
    title: Any
    hint: Any
    form: type[forms.ModelForm]
    after: str
    act: str
    ordered: bool = False
    words: list[str] = field(default_factory=list)


LINES = {
    lines.name: lines
    for lines in (
        Lines(
            "steps",
            _("Path of the decision"),
            _("From today to the application of the decision: at each step, who can still change what."),
            StepForm,
            "change",
            "path.changed",
            ordered=True,
        ),
        Lines(
            "documents",
            _("Documents"),
            _("What people need to read to take part: at least one."),
            DocumentForm,
            "add",
            "document.published",
            ordered=True,
            words=["title", "role", "url", "body"],
        ),
        Lines(
            "questions",
            _("Questions"),
            _("What you ask. They cannot change once the process is open."),
            QuestionForm,
            "",
            "",
            ordered=True,
            words=["text"],
        ),
        Lines(
            "meetings",
            _("Meetings"),
            _("Where and when people can be met, or hand in a sheet of paper."),
            MeetingForm,
            "change",
            "meeting.announced",
            words=["title", "place", "at"],
        ),
        Lines(
            "promises",
            _("Promises"),
            _("What is owed, by which office, on which day. They are public."),
            PromiseForm,
            "add",
            "promise.made",
        ),
    )
}


class LineFormSet(forms.BaseModelFormSet):
    """Lines of a process, with two empty ones to fill in."""

    def __init__(self, data=None, *, process: Process, lines: Lines):
        self.process, self.lines = process, lines
        rows = getattr(process, lines.name).all()
        super().__init__(data, queryset=rows.none() if self.only_adds else rows, prefix=lines.name)

    @property
    def only_adds(self) -> bool:
        return bool(self.process.published_at) and self.lines.after == "add"

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.lines.ordered and not self.only_adds:
            order = index + 1 if form.instance.pk else None
            form.fields["order"] = forms.IntegerField(label=_("Place in the list"), required=False, min_value=1)
            form.fields["order"].initial = order
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this line out")

    def kept(self) -> list[forms.ModelForm]:
        """Forms that hold a line, in the order asked for."""
        held = [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and not form.cleaned_data.get("DELETE")
        ]
        last = len(held) + 1
        return sorted(held, key=lambda form: form.cleaned_data.get("order") or last)


def formset(lines: Lines, data, process: Process) -> LineFormSet:
    make = forms.modelformset_factory(
        lines.form._meta.model,
        form=lines.form,
        formset=LineFormSet,
        extra=2,
        can_delete=not (process.published_at and lines.after == "add"),
        max_num=200,
    )
    return cast(LineFormSet, make(data, process=process, lines=lines))

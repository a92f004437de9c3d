"""What people write: one form for each kind of contribution. `changes()` gives the columns they fill."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from ..kinds import Side
from ..signatures import misleading
from .base import BODY, LINE, REASON, TITLE, Signature, Words, why

CATEGORIES = [
    ("study", gettext_lazy("Study or report")),
    ("law", gettext_lazy("Law or official text")),
    ("data", gettext_lazy("Data")),
    ("press", gettext_lazy("Press")),
    ("example", gettext_lazy("What is done elsewhere")),
    ("other", gettext_lazy("Something else")),
]


class WritingForm(forms.Form):
    """What every kind shares: who signs, and in which language the words are."""

    columns: tuple[str, ...] = ()
    long_field = "body"

    def __init__(self, *args, process, person, parent=None, editing=None, **kwargs):
        self.process, self.person, self.parent, self.editing = process, person, parent, editing
        kwargs["initial"] = {**self.first_values(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["signature"] = Signature()
        organisations = [] if editing else self.organisations()
        if organisations:
            names = [(one.public_id, self.told(one)) for one in organisations]
            self.fields["organisation"] = forms.ChoiceField(
                label=_("In the name of"),
                choices=[("", _("Myself")), *names],
                required=False,
                help_text=_("Whom the organisation represents and its interests are shown beside your words."),
            )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of your words"), choices=settings.LANGUAGES, initial=get_language()
        )

    def first_values(self) -> dict:
        if self.editing is None:
            return {"signature": getattr(self.person, "display_name", "")}
        names = (*self.columns, "signature", "language")
        return {name: getattr(self.editing, name) for name in names if hasattr(self.editing, name)}

    def organisations(self) -> list:
        if not self.person.is_authenticated:
            return []
        return list(self.person.organisations.filter(refused_at=None).order_by("name"))

    @staticmethod
    def told(organisation) -> str:
        return organisation.name if organisation.checked_at else _("%(name)s (being checked)") % {"name": organisation}

    def clean_signature(self) -> str:
        name = self.cleaned_data["signature"]
        if refusal := misleading(name, self.process, self.person):
            raise ValidationError(refusal)
        return name

    def clean_organisation(self):
        chosen = self.cleaned_data["organisation"]
        return next((one for one in self.organisations() if one.public_id == chosen), None)

    def changes(self) -> dict:
        """Values by column of Contribution."""
        names = (*self.columns, "signature", "language", "organisation")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class QuestionField(forms.ModelChoiceField):
    def label_from_instance(self, question) -> str:
        return str(question.text)


class ProposalForm(WritingForm):
    columns = ("title", "body", "reason", "heading", "question")

    title = Words(
        label=gettext_lazy("Title of your proposal"),
        help_text=gettext_lazy("One idea, in one sentence."),
        enter=gettext_lazy("Enter a title for your proposal."),
        at_most=TITLE,
    )
    body = Words(
        label=gettext_lazy("Your proposal"),
        help_text=gettext_lazy("What should be done, for whom, where."),
        enter=gettext_lazy("Describe your proposal."),
        at_most=BODY,
        lines=9,
    )
    reason = why()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        questions = [] if self.editing else list(self.process.questions.all())
        if questions:
            self.fields["question"] = QuestionField(
                queryset=self.process.questions.all(),
                label=_("The question it answers"),
                required=False,
                empty_label=_("None in particular"),
                to_field_name="public_id",
            )
        if self.process.headings.exists():
            self.fields["heading"] = forms.ModelChoiceField(
                queryset=self.process.headings.all(),
                label=_("The part it belongs to"),
                required=False,
                empty_label=_("None in particular"),
                to_field_name="slug",
            )
        self.order_fields([*self.columns, "signature", "organisation", "language"])


class ArgumentForm(WritingForm):
    columns = ("side", "body")

    side = forms.ChoiceField(
        label=gettext_lazy("Your argument is"),
        choices=Side.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether your argument is for or against.")},
    )
    body = Words(
        label=gettext_lazy("Your argument"),
        help_text=gettext_lazy("One reason, as you would say it to someone who thinks otherwise."),
        enter=gettext_lazy("Write your argument."),
        at_most=REASON,
        lines=6,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.editing:
            del self.fields["side"]


class SourceForm(WritingForm):
    columns = ("title", "link", "category", "body")

    title = Words(
        label=gettext_lazy("Title of the source"),
        enter=gettext_lazy("Enter the title of the source."),
        at_most=TITLE,
    )
    link = forms.URLField(
        label=gettext_lazy("Its address"),
        help_text=gettext_lazy("Where anyone can read it."),
        max_length=1000,
        assume_scheme="https",
        error_messages={
            "required": gettext_lazy("Enter the address of the source, beginning with https://."),
            "invalid": gettext_lazy("Enter a whole address, like https://example.org/report.pdf."),
            "max_length": gettext_lazy(
                "The address holds %(limit_value)d characters at most; yours has %(show_value)d."
            ),
        },
    )
    category = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=CATEGORIES,
        error_messages={"required": gettext_lazy("Choose what the source is.")},
    )
    body = Words(
        label=gettext_lazy("What it shows"),
        help_text=gettext_lazy("The page or the figure that matters, in a few words."),
        at_most=REASON,
        lines=5,
    )

    def first_values(self) -> dict:
        values = super().first_values()
        if "category" in values:
            values["category"] = key_of(values["category"])
        return values

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if not link.lower().startswith(("https://", "http://")):
            raise ValidationError(_("Enter a whole address, like https://example.org/report.pdf."))
        return link

    def changes(self) -> dict:
        changes = super().changes()
        with override(changes["language"]):  # kept in the language of the words around it
            changes["category"] = str(dict(CATEGORIES)[changes["category"]])
        return changes


def key_of(category: str) -> str:
    """The key of a category kept in words, in whichever language; "other" for words of an import."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            for key, label in CATEGORIES:
                if str(label) == category:
                    return key
    return "other"


class ExperienceForm(WritingForm):
    columns = ("title", "body", "place", "wish")

    title = Words(
        label=gettext_lazy("In one sentence"),
        help_text=gettext_lazy("As you would begin to tell it."),
        enter=gettext_lazy("Sum up in one sentence what happened."),
        at_most=TITLE,
    )
    body = Words(
        label=gettext_lazy("What happened"),
        help_text=gettext_lazy("Neither for nor against: what you saw or lived. Leave out names of people."),
        enter=gettext_lazy("Tell what happened."),
        at_most=BODY,
        lines=8,
    )
    place = Words(
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("A street, a quarter, a service; never your own address."),
        at_most=LINE,
        at_least=1,
    )
    wish = Words(label=gettext_lazy("What should change"), at_most=REASON, lines=4)

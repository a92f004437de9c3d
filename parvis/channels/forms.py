"""What a clerk types: the code of a sheet, then what it says; or what someone present says."""

from typing import cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from parvis.contributions.actions.answering import Answer, first_sentence, spoken
from parvis.contributions.actions.receipts import LENGTH, tidy
from parvis.contributions.forms.base import BODY, LINE, TITLE, Signature, Words
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.contributions.signatures import misleading
from parvis.contributions.stances import OPINIONS, SIDE, Value
from parvis.people import identifiers
from parvis.processes.models import Process
from parvis.territories.models import Territory

from .actions import Said
from .asking import ANSWERS, EXPERIENCE, Asked

SORTS = [
    ("", gettext_lazy("As the answer says: for or against")),
    ("for", gettext_lazy("An argument for")),
    ("against", gettext_lazy("An argument against")),
    ("idea", gettext_lazy("Another proposal")),
    ("lived", gettext_lazy("An experience")),
]


class Answers(forms.RadioSelect):
    """Four answers; the first group of a page has the keyboard at once."""

    def __init__(self, first: bool):
        super().__init__()
        self.first = first

    def create_option(self, *args, **kwargs) -> dict:
        option = super().create_option(*args, **kwargs)
        if self.first and option["index"] == "0":
            option["attrs"]["autofocus"] = True
        return option


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code of the sheet"),
        help_text=gettext_lazy("Ten letters and digits, at the top of the sheet. Capitals and dashes do not matter."),
        max_length=200,
        widget=forms.TextInput(
            {
                "class": "code long",
                "autofocus": True,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": gettext_lazy("Type the code of the sheet.")},
    )

    def clean_code(self) -> str:
        """A scanner of QR codes types the whole address: its last part is the code."""
        code = tidy(self.cleaned_data["code"].strip().rstrip("/").rsplit("/", 1)[-1])
        if len(code) != LENGTH:
            raise ValidationError(
                _("A code has %(length)d letters and digits; this one has %(typed)d. Look at the sheet again."),
                params={"length": LENGTH, "typed": len(code)},
            )
        return code


class SayingForm(forms.Form):
    """What one person says, on paper or aloud. Its fields follow what is asked; .said is what the verbs take."""

    title = Words(label=gettext_lazy("Title"), at_most=TITLE)
    words = Words(label=gettext_lazy("Their words, exactly"), at_most=BODY, lines=5)
    place = Words(label=gettext_lazy("Where it happened"), at_most=LINE)
    wish = Words(label=gettext_lazy("What should change"), at_most=BODY, lines=3)
    about = forms.ChoiceField(
        label=gettext_lazy("What these words are about"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the contributions of the sheet.")},
    )
    sort = forms.ChoiceField(
        label=pgettext_lazy("what someone's words are", "What they are"), choices=SORTS, required=False
    )
    signature = Signature(help_text=gettext_lazy("The name they wrote or chose to show. It can stay empty."))
    language = forms.ChoiceField(label=gettext_lazy("Language of their words"), choices=settings.LANGUAGES)
    identifier = forms.CharField(
        label=gettext_lazy("E-mail, telephone or register number"),
        help_text=gettext_lazy(
            "Only if they give one: they are then counted once, online and on paper together. It is kept in a form "
            "nobody can read back. Without it they are counted apart, as unchecked."
        ),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )
    quarter = forms.ModelChoiceField(
        Territory.objects.none(),
        label=gettext_lazy("The quarter they live in"),
        help_text=gettext_lazy("Only if they wish to say it. It is told only of groups of at least 11 people."),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("They do not say"),
        error_messages={"invalid_choice": gettext_lazy("Choose a quarter of the list.")},
    )
    consent = forms.BooleanField()

    def __init__(self, *args, process: Process, asked: Asked, aloud: bool, late: bool = False, **kwargs):
        self.process, self.asked, self.aloud = process, asked, aloud
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        for name in self.answer_names:
            self.fields[name] = self.answer_field(name)
            setattr(self.fields[name], "needed_later", True)  # noqa: B010  a sheet may leave some: no word about it
        self.keep_what_is_asked()
        self.keep_quarters()
        self.fields["consent"].label, missing = consent_words(aloud)
        self.fields["consent"].error_messages["required"] = missing
        if aloud:
            self.fields["read_back"] = forms.BooleanField(
                label=_("I read back what is typed here; the person says it is what they mean"),
                error_messages={"required": _("Read back what is typed, then tick the box.")},
            )
        if late:
            self.fields["in_time"] = forms.BooleanField(
                label=_("This sheet was handed in before contributions closed"),
                error_messages={
                    "required": _("Tick the box if the sheet was handed in in time; else it cannot be counted.")
                },
            )

    @property
    def answer_names(self) -> list[str]:
        return [f"answer_{place}" for place in range(1, len(self.asked.contributions) + 1)]

    @property
    def answers(self):
        """(the contribution, its field), in the order of the sheet."""
        return [(row, self[name]) for row, name in zip(self.asked.contributions, self.answer_names, strict=True)]

    @property
    def for_words(self):
        names = ("about", "sort", "title", "words", "place", "wish", "signature", "language")
        return [self[name] for name in names if name in self.fields]

    @property
    def to_close(self):
        return [
            self[name] for name in ("identifier", "quarter", "in_time", "consent", "read_back") if name in self.fields
        ]

    def answer_field(self, name: str) -> forms.ChoiceField:
        row = self.asked.contributions[int(name.removeprefix("answer_")) - 1]
        place = f"{name.removeprefix('answer_')}. " if len(self.asked.contributions) > 1 else ""
        return forms.ChoiceField(
            label=f"{place}{short(row)}",
            choices=[(value, f"{key} {Value(value).label}") for key, value in enumerate(OPINIONS, start=1)],
            required=False,
            widget=Answers(first=name == "answer_1" and not self.is_bound),
            error_messages={"invalid_choice": _("Choose one of the four answers, or none.")},
        )

    def keep_what_is_asked(self) -> None:
        kind, several = self.asked.kind, len(self.asked.contributions) > 1
        gone = {"place", "wish"} if kind != EXPERIENCE else set()
        gone |= {"about", "sort"} if kind != ANSWERS else {"title"} if several else {"about", "title"}
        for name in gone:
            del self.fields[name]
        if several:
            rows = enumerate(self.asked.contributions, start=1)
            about = cast(forms.ChoiceField, self.fields["about"])
            about.choices = [("", _("Choose")), *((str(n), f"{n}. {short(row)}") for n, row in rows)]
        if kind != ANSWERS:
            self.fields["words"].required = True
            self.fields["words"].widget.attrs["autofocus"] = not self.is_bound
            self.fields["words"].error_messages["required"] = _(
                "Type what the sheet says, or set it aside if it is empty."
            )
            if self.aloud:
                self.fields["words"].error_messages["required"] = _("Type what the person says.")
        if kind == EXPERIENCE:
            self.fields["words"].label = _("What happened")

    def keep_quarters(self) -> None:
        """Asked aloud, where the place has some; sheets do not ask it."""
        parts = Territory.objects.filter(parent=self.process.territory_id).order_by("slug")
        if self.aloud and parts:
            cast(forms.ModelChoiceField, self.fields["quarter"]).queryset = parts
        else:
            del self.fields["quarter"]

    def clean_identifier(self) -> tuple[str, str] | None:
        typed = self.cleaned_data["identifier"]
        return identifiers.read(typed) if typed.strip() else None

    def clean_signature(self) -> str:
        name = self.cleaned_data["signature"]
        if refusal := misleading(name, self.process):
            raise ValidationError(refusal)
        return name

    def clean(self) -> dict:
        super().clean()
        typed = self.cleaned_data
        if self.errors:
            return typed
        given = [(row, typed[name]) for row, name in zip(self.asked.contributions, self.answer_names, strict=True)]
        answers = [(row, value) for row, value in given if value]
        words = self.contributions(typed, dict(answers)) if typed.get("words") else []
        if not answers and not words and not self.errors:
            raise ValidationError(_("Nothing is ticked and nothing is written. Set an empty sheet aside."))
        known = {"known_as": typed["identifier"], "quarter": typed.get("quarter")}
        self.said = Said(answers=answers, words=words, language=typed["language"], **known)
        return typed

    def contributions(self, typed: dict, answers: dict) -> list[Contribution]:
        """What the words become: a contribution, not saved yet."""
        common = {
            "process": self.process,
            "language": typed["language"],
            "signature": typed["signature"],
            "body": typed["words"],
        }
        if self.asked.kind == ANSWERS:
            return self.about_something(typed, answers)
        title = typed["title"] or first_sentence(typed["words"])
        if self.asked.kind == EXPERIENCE:
            more = {"place": typed["place"], "wish": typed["wish"]}
            return [Contribution(kind=Kind.EXPERIENCE, title=title, **more, **common)]
        return [Contribution(kind=Kind.PROPOSAL, question=self.asked.question, title=title, **common)]

    def about_something(self, typed: dict, answers: dict) -> list[Contribution]:
        if "about" in self.fields and not typed["about"]:
            self.add_error("about", _("Choose which contribution these words are about."))
            return []
        row = self.asked.contributions[int(typed.get("about") or 1) - 1]
        sort = typed["sort"] or SIDE.get(answers.get(row) or "", "")
        if not sort:
            self.add_error("sort", _("Choose what these words are: the answer itself does not tell."))
            return []
        answer = Answer(contribution=row, words=typed["words"], sort=sort)
        said = spoken(answer, language=typed["language"], signature=typed["signature"], channel="")
        return [said]


def consent_words(aloud: bool) -> tuple[str, str]:
    """(the label, what is said when it is not ticked)."""
    if aloud:
        return (
            _("I read the sentence aloud; the person agrees"),
            _("Read the sentence about opinions aloud. Without the person’s agreement nothing can be recorded."),
        )
    return (
        _("The box of the sentence about opinions is ticked on the sheet"),
        _("Without that box ticked on the sheet, nothing on it can be counted: set it aside."),
    )


def short(row: Contribution) -> str:
    """A contribution in one line: "Article 4 – Who owns the data"."""
    if row.kind == Kind.ARTICLE and hasattr(row, "article"):
        return f"{row.article} – {row.title}"
    return row.title or Truncator(row.body).chars(90)

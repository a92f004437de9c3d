"""What members, clerks, organisers and offices type."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.contributions.forms.base import Words, signed
from parvis.contributions.wordings import paragraphs_of
from parvis.processes.forms.lines import day, url
from parvis.ui.optional import needed_later

from .actions.members import TOLD
from .models import LEAST_MOTIVE, Carrying, Member

MOTIVE, ARTICLE = 5_000, 40_000  # characters


def _with_least(words: str) -> str:
    return f"{words} " + gettext("At least %(least)d characters.") % {"least": LEAST_MOTIVE}


class Motive(Words):
    """Why, in public: long enough to be a reason."""

    def __init__(self, label, hint):
        hint = lazy(_with_least, str)(hint)
        super().__init__(enter=_("Write why: it is public."), label=label, help_text=hint, at_most=MOTIVE, lines=6)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value.strip()) < LEAST_MOTIVE:
            words = gettext("Write the reason in at least %(least)d characters: %(more)d more.")
            raise forms.ValidationError(words % {"least": LEAST_MOTIVE, "more": LEAST_MOTIVE - len(value.strip())})


class Seat(forms.Form):
    """As whom: asked of who holds several seats; read: the mark of what was on the page, see places.Place."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, seats: list[Member], read: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.read = self.initial["seen"] = read
        self.seats = {seat.slug: seat for seat in seats}
        if len(seats) > 1:
            choices = [(seat.slug, f"{seat.signature} ({seat.get_kind_display()})") for seat in seats]
            self.fields["member"] = forms.ChoiceField(
                label=_("Signed as"), choices=choices, error_messages={"required": _("Choose as whom you sign.")}
            )
            self.order_fields(["member"])

    @property
    def member(self) -> Member:
        return self.seats.get(self.cleaned_data.get("member", "")) or next(iter(self.seats.values()))

    def clean(self):
        typed = super().clean() or {}
        if typed.get("seen") not in ("", self.read):
            self.data = {**self.data, self.add_prefix("seen"): self.read}  # once read, the next sending is taken
            raise forms.ValidationError(gettext("What you read has changed since: read it again, then sign."))
        return typed


class CarryForm(Seat):
    """Carried as it is: the reason given to the chamber begins as the one people wrote."""

    explanation = Words(
        label=_("Reason given to the chamber"),
        help_text=_("Short, on the effect of the amendment. It begins as people wrote it."),
        at_most=MOTIVE,
        lines=5,
    )


class AdaptForm(CarryForm):
    paragraphs = Words(
        enter=_("Write the article as the amendment makes it."),
        label=_("The article as you carry it"),
        help_text=_("One paragraph a line. The comparison with what people wrote is public."),
        at_most=ARTICLE,
        lines=14,
    )
    motive = Motive(_("Why you adapt it"), _("Public, beside the comparison."))

    field_order = ["paragraphs", "motive", "explanation"]

    def clean_paragraphs(self) -> list[str]:
        return paragraphs_of(self.cleaned_data["paragraphs"])


class RefuseForm(Seat):
    motive = Motive(_("Why you do not carry it"), _("Public. A mandate is free, and says why."))


class CheckForm(forms.Form):
    """What a clerk says of the wording, with their name."""

    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=Carrying.Check,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what the check found.")},
    )
    note = Words(
        label=_("What the check found"),
        help_text=_("Public. The rule, and what could be written instead; needed unless nothing stands against it."),
        at_most=MOTIVE,
        lines=4,
    )
    checked_by = signed(label=_("Checked by"), enter=_("Write who checked it."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "note")

    def clean(self):
        typed = super().clean() or {}
        if typed.get("verdict") and typed["verdict"] != Carrying.Check.CLEAR and not typed.get("note"):
            self.add_error("note", gettext("Say what the check found: the member can then put it right."))
        return typed


class NumberForm(forms.Form):
    number = Words(
        enter=_("Write the number the chamber gave."),
        label=_("Number given by the chamber"),
        help_text=_("As its lists write it, for instance: CL12, 63 rect. bis."),
        at_most=40,
        at_least=1,
    )


class DutyForm(forms.Form):
    motive = Motive(_("Why the office does not ask for it to be carried"), _("Public, and signed."))
    signed_by = signed()


class MemberForm(forms.Form):
    """Who may carry; their account is never shown."""

    kind = forms.ChoiceField(label=_("What they are"), choices=Member.Kind)
    name = Words(enter=_("Write the name."), label=_("Name"), at_most=120, at_least=2)
    function = Words(label=_("Function"), at_most=160, at_least=2)
    body = Words(label=_("Chamber or body"), at_most=160, at_least=2)
    group = Words(label=_("Group"), at_most=120, at_least=1)
    page_url = url(_("Their page on the site of the chamber"))
    since = day(_("Since"))
    until = day(_("Until"), help_text=_("The first day they no longer sit."))
    email = forms.EmailField(
        label=_("E-mail address of their account"),
        help_text=_("Not shown. With it they sign here themselves. Empty: nothing changes."),
        required=False,
        error_messages={"invalid": _("Write the whole address, like name@example.org.")},
    )

    alone = forms.BooleanField(label=_("No account signs in their name any more"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].required = True
        self.fields["since"].error_messages["required"] = _("Give the day it began.")

    def clean(self):
        typed = super().clean() or {}
        if typed.get("since") and typed.get("until") and typed["until"] < typed["since"]:
            self.add_error("until", gettext("A mandate ends after it begins: put one of the two days right."))
        return typed

    def said(self) -> dict:
        """What actions.keep_member takes, without their account."""
        return {name: self.cleaned_data[name] for name in TOLD}

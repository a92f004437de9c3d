from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.forms.base import Words
from parvis.ui.words import number

from .models import Decision

LEAST, MOST = 20, 2000  # characters of a public reason


class Reason(Words):
    """A reason everyone can read."""

    def __init__(self, **kwargs):
        super().__init__(at_most=MOST, lines=4, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) < LEAST:
            raise ValidationError(
                _("“%(label)s” needs %(least)s characters or more; it has %(typed)s.")
                % {"label": self.label, "least": number(LEAST), "typed": number(len(value))}
            )


class HideForm(forms.Form):
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        choices=[choice for choice in Decision.Ground.choices if choice[0] != Decision.Ground.UNKNOWN],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the ground on which the words are hidden."),
            "invalid_choice": gettext_lazy("Choose one of the grounds."),
        },
    )
    reason = Reason(
        label=gettext_lazy("Public reason"),
        help_text=gettext_lazy(
            "Everyone can read it, the author first. Say what is wrong and what would be accepted, "
            "without repeating the words."
        ),
        enter=gettext_lazy("Write the reason: everyone can read it."),
    )


class RestoreForm(forms.Form):
    reason = Reason(
        label=gettext_lazy("Why these words are shown again"),
        help_text=gettext_lazy("Everyone can read it."),
        enter=gettext_lazy("Write why these words are shown again."),
    )


class ContestForm(forms.Form):
    words = Reason(
        label=gettext_lazy("Why it should be looked at again"),
        help_text=gettext_lazy("Another moderator reads it and answers. It can be sent once."),
        enter=gettext_lazy("Write why it should be looked at again."),
    )


class AnswerForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[("no", gettext_lazy("Show the words again")), ("yes", gettext_lazy("They stay hidden"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose an answer."),
            "invalid_choice": gettext_lazy("Choose one of the two answers."),
        },
    )
    answer = Reason(
        label=gettext_lazy("Reason of your answer"),
        help_text=gettext_lazy("The author is told, and everyone can read it."),
        enter=gettext_lazy("Write the reason of your answer."),
    )


class RefusalForm(forms.Form):
    reason = Reason(
        label=gettext_lazy("Reason of the refusal"),
        help_text=gettext_lazy("Told to the person who declared the organisation: say what is missing."),
        enter=gettext_lazy("Write why the organisation is refused."),
    )

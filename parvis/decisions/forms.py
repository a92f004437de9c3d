from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.contributions.forms.base import Words
from parvis.ui.optional import needed_later

WHY = 2_000  # characters


class ReplyForm(forms.Form):
    satisfied = forms.ChoiceField(
        label=_("Does it answer you?"),
        choices=[("yes", _("This answers me")), ("no", _("It does not, because…"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it answers you.")},
    )
    words = Words(
        label=_("Because…"),
        help_text=_("Those who answered read your words; others read only how many said yes and no."),
        at_most=WHY,
        lines=2,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "words")

    def clean(self):
        said = super().clean() or {}
        if said.get("satisfied") == "no" and not said.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write why it does not answer you: those who answered read it."))
        return said

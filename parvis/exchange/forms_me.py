from django import forms
from django.utils.translation import gettext_lazy as _


class DeletionForm(forms.Form):
    texts = forms.ChoiceField(
        label=_("What becomes of the texts you published?"),
        choices=[
            ("keep", _("They stay, without your name")),
            ("withdraw", _("They are withdrawn, their words destroyed: a line says that the author withdrew them")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of your texts.")},
    )
    sure = forms.BooleanField(
        label=_("I understand that nobody can undo this, not even the operators"),
        error_messages={"required": _("Tick the box to say that you understand: this cannot be undone.")},
    )

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Report
from .base import Words


class ReportForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("What is wrong"),
        choices=Report.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    words = Words(
        label=_("In your words"),
        help_text=_("Only the moderators read them."),
        at_most=2000,
        at_least=0,
        lines=4,
    )

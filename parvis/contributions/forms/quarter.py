from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.processes.models import Process
from parvis.territories.models import Territory


class QuarterForm(forms.Form):
    quarter = forms.ModelChoiceField(
        Territory.objects.none(),
        label=_("The quarter you live in"),
        help_text=_("Leave “I do not say” to say nothing, or to take back what you said."),
        to_field_name="slug",
        required=False,
        empty_label=_("I do not say"),
        error_messages={"invalid_choice": _("Choose a quarter of the list.")},
    )

    def __init__(self, data=None, *, process: Process, said: Territory | None = None):
        super().__init__(data, initial={"quarter": said and said.slug}, label_suffix="")
        quarter = cast(forms.ModelChoiceField, self.fields["quarter"])
        quarter.queryset = Territory.objects.filter(parent=process.territory_id).order_by("slug")

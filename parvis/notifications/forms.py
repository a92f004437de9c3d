from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.territories.models import Territory

from .models import Rhythm


class RhythmForm(forms.ModelForm):
    class Meta:
        model = Rhythm
        fields = ["pace"]
        help_texts = {
            "pace": _(
                "Once a week is on Monday. “Answers only” tells at once the answers to the contributions you follow, "
                "and nothing else."
            )
        }
        widgets = {"pace": forms.RadioSelect}
        error_messages = {"pace": {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}}


class PlaceForm(forms.Form):
    territory = forms.ModelChoiceField(
        Territory.objects.order_by("slug"),
        to_field_name="slug",
        label=_("A place"),
        help_text=_("You are told what happens in every process there, and in its quarters."),
        empty_label=_("Choose a place"),
        error_messages={
            "required": _("Choose a place in the list."),
            "invalid_choice": _("Choose a place in the list."),
        },
    )

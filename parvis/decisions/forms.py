from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from analysis.safe_text import clean
from parvis.processes.models import Office

from .models import Answer

REASON = 80  # characters, as the constraint of the table says


class AnswerForm(forms.ModelForm):
    office = forms.ModelChoiceField(
        Office.objects.order_by("slug"),
        label=_("Office that answers"),
        empty_label=_("Choose the office"),
        error_messages={"required": _("Choose the office that answers.")},
    )
    status = forms.ChoiceField(
        label=_("What becomes of this contribution"),
        choices=Answer.Status,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of this contribution.")},
    )
    ground = forms.ChoiceField(
        label=_("Ground, when it is not kept"),
        help_text=_("“Political choice” is an honest ground: say so rather than hide behind another."),
        choices=[("", _("Choose a ground")), *Answer.Ground.choices],
        required=False,
    )

    class Meta:
        model = Answer
        fields = ("office", "status", "ground", "reason", "place", "language", "signed_by")
        widgets = {"reason": forms.Textarea(attrs={"rows": 7})}
        help_texts = {
            "reason": _("Say why, to the person who wrote it: at least 80 characters, without jargon."),
            "place": _("Article, deliberation or page where it can be read: needed when it is kept."),
            "signed_by": _("Name and function of the person who answers."),
        }
        error_messages = {
            "reason": {"required": _("Write the reason.")},
            "signed_by": {"required": _("Say who signs the answer.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language of the answer"), choices=settings.LANGUAGES)

    def clean_reason(self):
        reason = clean(self.cleaned_data["reason"], multiline=True).strip()
        if len(reason) < REASON:
            raise forms.ValidationError(
                _("The reason must be %(least)d characters or more; yours has %(typed)d."),
                params={"least": REASON, "typed": len(reason)},
            )
        return reason

    def clean_place(self):
        return clean(self.cleaned_data["place"], multiline=False).strip()

    def clean_signed_by(self):
        return clean(self.cleaned_data["signed_by"], multiline=False).strip()

    def clean(self):
        said = super().clean() or {}
        status = said.get("status")
        if status == Answer.Status.NOT_KEPT and not said.get("ground"):
            self.add_error("ground", _("Choose the ground on which it is not kept."))
        if status in (
            Answer.Status.KEPT_FULLY,
            Answer.Status.KEPT_PARTLY,
            Answer.Status.ALREADY_PROVIDED,
        ) and not said.get("place"):
            self.add_error("place", _("Say where it can be read in the decision."))
        if status != Answer.Status.NOT_KEPT:
            said["ground"] = ""
        return said

    def _post_clean(self):
        """The table is filled by the verb publish_answer, which makes a new row: nothing of this one is saved."""

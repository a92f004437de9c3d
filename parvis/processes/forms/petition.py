from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.ui.optional import needed_later

from ..block_checks import LEAST_REASON
from ..models import Admissibility
from .words import Words, cleaned

YES, NO = "yes", "no"
OUTSIDE = Admissibility.Ground.OUTSIDE_POWERS


class AdmissibilityForm(forms.Form):
    """Whether a petition is admissible; when it is not, on which ground and why."""

    admissible = forms.ChoiceField(
        label=_("Is the petition admissible?"),
        choices=[(YES, _("Yes: support can be collected")), (NO, _("No: it ends here, with the reason"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is admissible.")},
    )
    ground = forms.ChoiceField(
        label=_("If not, on which ground"),
        choices=Admissibility.Ground,
        widget=forms.RadioSelect,
        required=False,
    )
    competent = Words(
        _("Who is competent"),
        _("When it lies outside your powers: the office, and its address when it has one."),
    )
    forwarded = forms.BooleanField(label=_("The petition was forwarded to them"), required=False)
    reason = Words(
        _("Reason"),
        _("Public. When it is not admissible: the rule, and why the petition goes against it."),
        long=True,
    )
    signed_by = forms.CharField(
        label=_("Signed by"),
        help_text=_("Name and function, as everyone will read them."),
        max_length=160,
        error_messages={"required": _("Say who signs.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "ground", "competent", "reason")  # when it is not admissible: their words say it

    def clean_admissible(self) -> bool:
        return self.cleaned_data["admissible"] == YES

    def clean_signed_by(self) -> str:
        if name := cleaned(self.cleaned_data["signed_by"]):
            return name
        raise forms.ValidationError(gettext("Say who signs."))

    def clean(self):
        typed = super().clean() or {}
        if typed.get("admissible") is False:
            self._motivated(typed)
        return typed

    def _motivated(self, typed: dict) -> None:
        if not typed.get("ground"):
            self.add_error("ground", gettext("Choose the ground."))
        elif typed["ground"] == OUTSIDE and not typed.get("competent"):
            self.add_error("competent", gettext("Name who is competent: people know then where to carry it."))
        if typed.get("ground") != OUTSIDE:
            typed |= {"competent": {}, "forwarded": False}
        texts = [text for text in (typed.get("reason") or {}).values() if text]
        if not texts or len(min(texts, key=len)) < LEAST_REASON:
            words = gettext("Write the reason in at least %(least)d characters, in each language you write it in.")
            self.add_error("reason", words % {"least": LEAST_REASON})

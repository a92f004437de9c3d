from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions.receipts import LENGTH, tidy


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Receipt code"),
        help_text=gettext_lazy("Ten letters and digits, like 7KQ2M-XW4TA. Capitals and the dash do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Type the code of your receipt.")},
    )

    def clean_code(self) -> str:
        code = tidy(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise ValidationError(
                _("A receipt code holds %(n)d letters and digits; this one has %(typed)d.")
                % {"n": LENGTH, "typed": len(code)}
            )
        return code

from django import forms
from django.utils.translation import gettext_lazy as _

from .lines import day, url
from .words import Words


class KeepForm(forms.Form):
    """A promise kept, with what proves it."""

    kept_on = day(_("Kept on"))
    evidence = Words(
        _("Evidence"),
        _("What anyone can check: a page, a place, a deliberation."),
        long=True,
        required=True,
        error_messages={"required": _("Say what proves it.")},
    )
    evidence_url = url(_("Link to the evidence"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept_on"].required = True
        self.fields["kept_on"].error_messages["required"] = _("Give the day it was kept.")


class DelayForm(forms.Form):
    """A new date, once, with its public reason."""

    new_due_on = day(_("New date"))
    reason = Words(
        _("Reason for the delay"),
        _("It will be public."),
        long=True,
        required=True,
        error_messages={"required": _("Write the reason for the delay.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_due_on"].required = True
        self.fields["new_due_on"].error_messages["required"] = _("Give the new date.")

"""Fields that may stay empty now, of which the page does not say that they are optional: see ui/optional.html."""

from django import forms


def needed_later(form: forms.BaseForm, *names: str) -> None:
    for name in form.fields.keys() & names:
        setattr(form.fields[name], "needed_later", True)  # noqa: B010  no field of Django has it

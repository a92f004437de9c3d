import unicodedata

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from analysis.safe_text import skeleton

from .models import Organisation, Person, Role

LONGEST = 2000  # characters an organisation has to say whom it represents, and again its interests
EMAIL_ERRORS = {
    "required": _("Type your e-mail address."),
    "invalid": _("Type a whole e-mail address, like name@example.org."),
}


class AddressForm(forms.Form):
    """The address a code goes to."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code there. There is no password, and the address is never shown."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages=EMAIL_ERRORS,
    )


class NewAddressForm(AddressForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your new e-mail address")
        self.fields["email"].help_text = _("We send a code there, and tell your former address of the change.")


class OtherAddressForm(AddressForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("The other address you took part with")
        self.fields["email"].help_text = _("We send a code there, to make sure that it is yours.")


class CodeForm(forms.Form):
    typed = forms.CharField(
        label=_("The code"),
        help_text=_("Eight digits; spaces do not matter."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code long"}),
        error_messages={"required": _("Type the eight digits of the code.")},
    )


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["display_name", "language", "receipts_by_mail"]
        labels = {"display_name": _("Name shown"), "receipts_by_mail": _("Send me my receipts by e-mail")}
        help_texts = {
            "display_name": _("Beside what you publish under your name. It may be a pseudonym. It can stay empty."),
            "receipts_by_mail": _(
                "A code to follow what you gave, and news of what comes of it. The e-mail never says what you think."
            ),
        }
        error_messages = {
            "display_name": {
                "max_length": _("Keep the name under %(limit_value)d characters; yours has %(show_value)d.")
            }
        }

    language = forms.ChoiceField(
        label=_("Language of our e-mails"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def clean_display_name(self) -> str:
        name = without_tricks(self.cleaned_data["display_name"])
        signs_by_it = "display_name" in self.changed_data and self.instance.has_role(Role.DECIDER)
        if signs_by_it and skeleton(name) in self._who_decides():
            words = _("Someone else who decides has this name, and signs by it: add what tells you apart.")
            raise forms.ValidationError(words)
        return name

    def _who_decides(self) -> set[str]:
        """What the names of the others who decide look like: a pact is signed by its name."""
        deciding = Person.objects.filter(is_active=True, grants__role=Role.DECIDER, grants__revoked_at=None)
        names = deciding.exclude(pk=self.instance.pk).exclude(display_name="").values_list("display_name", flat=True)
        return set(map(skeleton, names))


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Of the person you invite: the invitation goes there."),
        max_length=254,
        error_messages=EMAIL_ERRORS | {"required": _("Type the e-mail address of the person you invite.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role."), "invalid_choice": _("Choose one of the roles.")},
    )


def new_story_field(label, help_text, missing) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": missing,
            "max_length": _("Keep this text under %(limit_value)d characters; yours has %(show_value)d."),
        },
    )


class OrganisationForm(forms.ModelForm):
    represents = new_story_field(
        _("Whom it represents"),
        _("Its members, how many there are, and how they decided to speak here."),
        _("Say whom the organisation represents."),
    )
    interests = new_story_field(
        _("Its interests in the subject"),
        _("What it gains or loses, who pays for its work. This is shown to everyone."),
        _("Say what its interests are; “none known” is an answer."),
    )

    class Meta:
        model = Organisation
        fields = ["name", "represents", "interests"]
        help_texts = {"name": _("Its official name, then its usual initials if it has some.")}
        error_messages = {
            "name": {
                "required": _("Type the name of the organisation."),
                "max_length": _("Keep the name under %(limit_value)d characters; yours has %(show_value)d."),
            },
        }

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        for name in [name for name in self.fields if name in cleaned]:
            lines = [without_tricks(line) for line in cleaned[name].splitlines()]
            cleaned[name] = "\n".join(lines).strip()
            if not cleaned[name]:
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


def without_tricks(line: str) -> str:
    """One line, composed, without invisible or direction-changing characters."""
    composed = unicodedata.normalize("NFC", line)
    plain = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in composed)
    return " ".join(plain.split())

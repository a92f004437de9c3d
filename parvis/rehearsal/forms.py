from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.forms.base import Words
from parvis.people.models import Person
from parvis.ui.words import number

from .actions import FEWEST, MOST

AT_FIRST = 80  # invented contributions
INVENTED, COPY = "invented", "copy"
WHAT = [
    (INVENTED, gettext_lazy("Invented contributions")),
    (COPY, gettext_lazy("A copy of what was imported")),
]
ADDRESSES = 4_000  # characters


class PeopleForm(forms.Form):
    """Colleagues by their address: no list of the staff is shown."""

    people = Words(
        label=gettext_lazy("Their addresses"),
        help_text=gettext_lazy("E-mail addresses of staff accounts, one a line. They alone open the rehearsal."),
        enter=gettext_lazy("Choose at least one person who takes part."),
        at_most=ADDRESSES,
        at_least=0,
        lines=4,
    )

    def clean_people(self) -> list[Person]:
        wanted = list(dict.fromkeys(map(Person.objects.normalise, self.cleaned_data["people"].split())))
        staff = Person.objects.filter(email__in=wanted, is_active=True, grants__revoked_at=None, grants__isnull=False)
        found = list(staff.distinct().order_by("pk"))
        known = {person.email for person in found}
        if strange := [address for address in wanted if address not in known]:
            words = _("No staff account has this address: %(addresses)s. An operator gives roles.")
            raise forms.ValidationError(words % {"addresses": ", ".join(strange)})
        return found


class OpenForm(PeopleForm):
    what = forms.ChoiceField(
        label=gettext_lazy("On which words"), widget=forms.RadioSelect, choices=WHAT, required=False
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many invented contributions"), required=False, widget=forms.NumberInput
    )
    field_order = ("what", "number", "people")

    def __init__(self, *args, process, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"number": AT_FIRST, "what": INVENTED}
        between = {"fewest": number(FEWEST), "most": number(MOST)}
        self.fields["number"].help_text = (
            _("From %(fewest)s to %(most)s. The same number gives the same words.") % between
        )
        self.wrong = _("Write a whole number from %(fewest)s to %(most)s.") % between
        self.fields["number"].error_messages |= {"invalid": self.wrong, "required": self.wrong}
        self.fields["people"].required, self.fields["people"].label = False, _("Who takes part with you")
        if not process.source:
            self.fields["number"].required = True
            del self.fields["what"]

    def clean_number(self) -> int | None:
        chosen = self.cleaned_data["number"]
        if self.data.get("what") != COPY and (chosen is None or not FEWEST <= chosen <= MOST):
            raise forms.ValidationError(self.wrong)
        return chosen

    @property
    def invented(self) -> int | None:
        """How many, None for a copy."""
        return None if self.cleaned_data.get("what") == COPY else self.cleaned_data["number"]

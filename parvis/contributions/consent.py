"""Consent to the processing of opinions (GDPR art. 9): one sentence, asked once, at the first stance."""

from django.utils.translation import gettext_lazy as _

WORDING = 1  # raise it whenever the sentence changes its meaning

SENTENCE = _(
    "I agree that my opinions, which may reveal political views, are recorded to be counted in this process; "
    "I can withdraw this at any time."
)

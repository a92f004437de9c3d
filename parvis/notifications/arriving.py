"""Who signs in learns that their letters came back: nobody else would tell them."""

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils.translation import gettext as _

from . import undeliverable


@receiver(user_logged_in, dispatch_uid="notifications.letters_came_back")
def tell_that_letters_came_back(sender, request, user, **rest) -> None:
    if request is not None and undeliverable.of(user):
        words = _("Our letters to %(address)s come back: we write to it no more. See “What I follow” to change that.")
        messages.warning(request, words % {"address": user.email}, fail_silently=True)

"""A promise to examine a modification is kept by what a member does with it or by a signed refusal, never by a word."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from parvis.processes.blocks import Forbidden
from parvis.processes.models import Process
from parvis.processes.promises.actions import GUARDS
from parvis.processes.promises.kinds import Promised

from .models import Carrying, Duty


def only_by_an_answer(process: Process) -> None:
    """Passes inside the transaction of the answer alone: outside of it no duty is answered and still owed."""
    answered = Exists(Carrying.objects.filter(amendment=OuterRef("amendment")))
    if not Duty.objects.open().filter(answered | Q(refused_at__isnull=False), amendment__process=process).exists():
        raise Forbidden(_("Carry the modification, or refuse it with its reason: that keeps this promise."))


GUARDS[Promised.CARRYING] = only_by_an_answer

"""Where those who took part live, if they say it."""

from django.db import transaction

from parvis.territories.models import Territory
from parvis.ui import page_cache

from ..models import Participant, Residence


@transaction.atomic
def say_quarter(*, participant: Participant, quarter: Territory | None) -> None:
    """Keep the quarter a participant lives in, in the place of what they said before; None takes it back.

    It goes in no public record: nothing there tells of one person.
    """
    Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if quarter is None:
        Residence.objects.filter(participant=participant).delete()
    else:
        Residence.objects.update_or_create(participant=participant, defaults={"territory": quarter})
    page_cache.bump(participant.process.slug)

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now


def open_for_contributions():
    """An expression on Process: published, not stopped, its phase of contributions running."""
    from .models import Phase

    running = Phase.objects.running().filter(process=OuterRef("pk"), kind=Phase.Kind.CONTRIBUTIONS)
    return Exists(running) & Q(published_at__isnull=False, stopped_at=None)


def closed():
    """An expression on Process: its phase of contributions is over."""
    from .models import Phase

    over = Phase.objects.filter(kind=Phase.Kind.CONTRIBUTIONS, closes_at__lte=Now(), awaits_reply=False)
    return Exists(over.filter(process=OuterRef("pk")))


def at_work(process: str = "") -> Q:
    """Keeps what belongs to a public process or to a rehearsal. process: the way to it, "contribution__process__"."""
    return Q(**{f"{process}published_at__isnull": False}) | Q(**{f"{process}rehearsal_of__isnull": False})


class ProcessQuerySet(QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def drafts(self):
        """Not public yet, and to become so: no rehearsal."""
        return self.filter(published_at=None, rehearsal_of=None)

    def at_work(self):
        """What the staff works on: public processes, and rehearsals, whose door is rehearsing.admit."""
        return self.filter(at_work())

    def with_clock(self):
        """Add `is_open` (contributions are open) and `now` (the time in UTC), by the database clock."""
        return self.annotate(is_open=open_for_contributions(), now=Now())


class PhaseQuerySet(QuerySet):
    def running(self):
        """Phases running now, by the database clock: [opens_at, closes_at), whatever they wait for being there."""
        begun = self.filter(opens_at__lte=Now(), awaits_reply=False)
        return begun.filter(Q(closes_at=None) | Q(closes_at__gt=Now()))

    def awaiting_reply(self):
        """Those of petitions that nobody has found admissible, or not, yet."""
        return self.filter(awaits_reply=True)

    def closing(self):
        """When contributions close, None when nobody said; of the phases of one process."""
        return self.filter(kind="contributions").values_list("closes_at", flat=True).first()

    def in_order(self):
        return self.order_by(F("opens_at").asc(nulls_last=True), "pk")

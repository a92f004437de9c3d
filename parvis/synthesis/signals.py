"""What higher floors listen to: sent inside the transaction of the act."""

from django.dispatch import Signal

placed = Signal()  # contributions: a queryset of those that may stand elsewhere in what readers see

"""What higher floors listen to: sent inside the transaction of the act, with act, process, object and body."""

from django.dispatch import Signal

recorded = Signal()

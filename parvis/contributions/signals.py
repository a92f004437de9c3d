"""What higher floors listen to: sent inside the transaction of the act, with receipt and person."""

from django.dispatch import Signal

receipt_given = Signal()

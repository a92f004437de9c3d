"""What higher floors listen to, sent inside the transaction of the act."""

from django.dispatch import Signal

receipt_given = Signal()  # receipt, person
participants_merged = Signal()  # kept, absorbed: what points to the second is given to the first
words_changed = Signal()  # contribution: what it says is not what it said
stance_taken = Signal()  # contribution, with its new totals; value; in the transaction of the act

"""Many amendments to one text: merged, set against each other, put in the order of discussion, tried together."""

from .adopting import Adoption, Refusal, if_adopted
from .merge import Link, Merge, Same, merge
from .ordering import in_order
from .tabled import Tabled

__all__ = ["Adoption", "Link", "Merge", "Refusal", "Same", "Tabled", "if_adopted", "in_order", "merge"]

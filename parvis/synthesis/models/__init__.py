from .placing import Attachment, Dispute, Reading
from .tree import Citation, Node, NodeVersion, Publication, Synthesis

__all__ = [
    "Attachment",
    "Citation",
    "Dispute",
    "Node",
    "NodeVersion",
    "Publication",
    "Reading",
    "Synthesis",
]

from ..suggestions.models import Help, Member, Suggestion
from .placing import Attachment, Dispute, Reading
from .tree import Citation, Node, NodeVersion, Publication, ShownNode, Synthesis

__all__ = [
    "Attachment",
    "Citation",
    "Dispute",
    "Help",
    "Member",
    "Node",
    "NodeVersion",
    "Publication",
    "Reading",
    "ShownNode",
    "Suggestion",
    "Synthesis",
]

from .drafts import Batch, Draft
from .services import Assignment, PrivateLink, Service

__all__ = ["Assignment", "Batch", "Draft", "PrivateLink", "Service"]

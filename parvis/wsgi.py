"""The door for web servers that speak WSGI."""

import gc
import os
import sys
from importlib import import_module
from types import SimpleNamespace

from django.utils.connection import BaseConnectionHandler


def ready_for_types() -> None:
    """The one class django-tasks writes with its type. What it asks for readies them all: a tenth of the start."""
    BaseConnectionHandler.__class_getitem__ = classmethod(lambda handler, _of: handler)  # type: ignore[attr-defined]


sys.modules["django_stubs_ext"] = SimpleNamespace(monkeypatch=ready_for_types)  # type: ignore[assignment]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
gc.disable()  # what is loaded here stays as long as the process: looking for garbage in it is time lost

from django.core.wsgi import get_wsgi_application  # noqa: E402  after the environment

application = get_wsgi_application()
import_module("parvis.urls")  # now, and not while the first visitor waits

gc.freeze()
gc.enable()

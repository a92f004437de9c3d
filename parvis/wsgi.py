"""The door for web servers that speak WSGI."""

import gc
import os
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
gc.disable()  # what is loaded here stays as long as the process: looking for garbage in it is time lost

from django.core.wsgi import get_wsgi_application  # noqa: E402  after the environment

application = get_wsgi_application()
import_module("parvis.urls")  # now, and not while the first visitor waits

gc.freeze()
gc.enable()

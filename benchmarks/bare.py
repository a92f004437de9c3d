"""The peers: the least a Django application can do, on the same server with as many workers.

`settings` has no middleware, no session, no template; the views below are what our pages are measured against.
"""

from parvis.settings import *  # noqa: F403  the same database and cache settings

MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # allauth refuses to start without it
ROOT_URLCONF = "benchmarks.bare_urls"
WSGI_APPLICATION = None

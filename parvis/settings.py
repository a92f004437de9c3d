"""Every setting, read from the environment; a wrong value stops the start with a sentence.

The variables and what they do: docs/operate/settings.md (a test keeps that page complete).
"""

import os
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def env_bool(name: str, default: bool) -> bool:
    raw = os.environ.get(name, str(default))
    if raw not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name}={raw!r}: write True or False.")
    return raw == "True"


def env_int(name: str, default: int, *, low: int, high: int) -> int:
    raw = os.environ.get(name, str(default))
    if not raw.isdecimal() or not low <= int(raw) <= high:
        raise ImproperlyConfigured(f"{name}={raw!r}: write a whole number from {low} to {high}.")
    return int(raw)


def env_period(name: str) -> tuple[date, date] | None:
    """Two days, the last one included: 2027-12-01/2028-03-21."""
    raw = os.environ.get(name, "")
    try:
        first, last = map(date.fromisoformat, raw.split("/")) if raw else (None, None)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r}: write two days, like 2027-12-01/2028-03-21.")
    if first and last and last < first:
        raise ImproperlyConfigured(f"{name}={raw!r}: the last day comes after the first.")
    return (first, last) if first and last else None


def env_list(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret(name: str) -> str:
    """A secret from the environment, else kept in a file of the data folder, made at the first start."""
    if value := os.environ.get(name):
        if len(value) < 32:
            raise ImproperlyConfigured(f"{name} is {len(value)} characters long: write at least 32.")
        return value
    path = DATA_DIR / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)  # the first of several starting processes wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def database(url: str) -> dict:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    f"PRAGMA journal_mode=WAL;PRAGMA synchronous={SQLITE_SYNCHRONOUS};PRAGMA foreign_keys=ON;"
                    "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;"
                    "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
                ),
            },
            "CONN_MAX_AGE": None,
        }
    if parts.scheme in {"postgres", "postgresql"}:
        options: dict = {}
        for pair in filter(None, parts.query.split("&")):
            key, _sep, value = pair.partition("=")
            options[key] = unquote(value)
        pooled = env_bool("DATABASE_POOLED", False)  # behind pgbouncer, which keeps neither cursors nor plans
        if not pooled:  # plans are made once a connection, not once a request
            options |= {"server_side_binding": True, "prepare_threshold": 3}
            # compiling a short query takes seconds, and a table without statistics is enough to make PostgreSQL try
            options["options"] = f"{options.get('options', '')} -c jit=off".strip()
        return {
            "ENGINE": "parvis.site.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "DISABLE_SERVER_SIDE_CURSORS": pooled,
        }
    raise ImproperlyConfigured(f"DATABASE_URL={url!r}: write sqlite:///file or postgresql://user@host/name.")


# Where things live -------------------------------------------------------------------------------------------------
DATA_DIR = Path(env("PARVIS_DATA_DIR", str(BASE_DIR / "var"))).absolute()
DATA_DIR.mkdir(parents=True, exist_ok=True)
SQLITE_SYNCHRONOUS = env("PARVIS_SQLITE_SYNCHRONOUS", "FULL")
if SQLITE_SYNCHRONOUS not in {"NORMAL", "FULL"}:
    raise ImproperlyConfigured(f"PARVIS_SQLITE_SYNCHRONOUS={SQLITE_SYNCHRONOUS!r}: write NORMAL or FULL.")
DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:///{DATA_DIR / 'parvis.sqlite3'}"))}
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Secrets, never in the database nor its dumps ----------------------------------------------------------------------
SECRET_KEY = secret("PARVIS_SECRET_KEY")
PARVIS_SEAL_KEY = secret("PARVIS_SEAL_KEY")  # seals the keys of processes: see parvis/people/keys.py

# The instance ------------------------------------------------------------------------------------------------------
DEBUG = env_bool("PARVIS_DEBUG", False)
PARVIS_DEMO = env_bool("PARVIS_DEMO", False)  # shows sign-in codes on the page: never with real people
PARVIS_NAME = env("PARVIS_NAME", "Parvis")
PARVIS_BIND = env("PARVIS_BIND", "127.0.0.1:8000")
PARVIS_ORIGIN = env("PARVIS_ORIGIN", f"http://{PARVIS_BIND}").rstrip("/")
PARVIS_CONTACT = env("PARVIS_CONTACT", "contact@example.org")
PARVIS_LEGAL_ENTITY = env("PARVIS_LEGAL_ENTITY", "")
PARVIS_HOST_NAME = env("PARVIS_HOST_NAME", "")
PARVIS_DPO = env("PARVIS_DPO", "")
PARVIS_PRE_ELECTION = env_period("PARVIS_PRE_ELECTION")  # highlights, newsletters and praise are suspended
PARVIS_SERVER = env("PARVIS_SERVER", "granian")
if PARVIS_SERVER not in {"granian", "gunicorn"}:
    raise ImproperlyConfigured(f"PARVIS_SERVER={PARVIS_SERVER!r}: write granian or gunicorn.")
PARVIS_WEB_PROCESSES = env_int("PARVIS_WEB_PROCESSES", 2, low=1, high=64)
PARVIS_PAGE_CACHE_SECONDS = env_int("PARVIS_PAGE_CACHE_SECONDS", 10, low=0, high=60)
PARVIS_SECURE = PARVIS_ORIGIN.startswith("https://")
ALLOWED_HOSTS = env_list("PARVIS_HOSTS", f"{urlsplit(PARVIS_ORIGIN).hostname},localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [PARVIS_ORIGIN]

# Floors of the house, lowest first ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "parvis.access",
    "parvis.ledger",
    "parvis.search",
    "parvis.ui",
    "parvis.people",
    "parvis.territories",
    "parvis.processes",
    "parvis.contributions",
    "parvis.coauthors",
    "parvis.deputies",
    "parvis.texts",
    "parvis.synthesis",
    "parvis.channels",
    "parvis.decisions",
    "parvis.answer_desk",
    "parvis.follow_up",
    "parvis.amendments",
    "parvis.outcomes",
    "parvis.provenance",
    "parvis.handover",
    "parvis.workshop",
    "parvis.moderation",
    "parvis.notifications",
    "parvis.exchange",
    "parvis.rehearsal",
    "parvis.site",
]

MIDDLEWARE = [
    "parvis.ui.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "parvis.ui.csp.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "parvis.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "parvis.access.nul.NulMiddleware",
    "parvis.access.csrf.OriginCsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parvis.access.middleware.DoorMiddleware",
    "parvis.processes.middleware.BlockMiddleware",
    "parvis.rehearsal.middleware.RehearsalMiddleware",
]

ROOT_URLCONF = "parvis.urls"
WSGI_APPLICATION = "parvis.wsgi.application"
ASGI_APPLICATION = "parvis.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                ("parvis.ui.quick_templates.Loader", ["django.template.loaders.app_directories.Loader"]),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "parvis.ui.context.instance",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "parvis.ui.templatetags.said",
                "parvis.ui.templatetags.ui",
            ],
        },
    },
]

# Languages and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
PARVIS_TIME_ZONE = env("PARVIS_TIME_ZONE", "Europe/Paris")  # what pages show; the database keeps UTC
PARVIS_INACTIVE_MONTHS = env_int("PARVIS_INACTIVE_MONTHS", 24, low=6, high=36)  # then an account nobody uses goes
PARVIS_DESIGN_DAYS = env_int("PARVIS_DESIGN_DAYS", 180, low=7, high=3650)  # then a design nobody goes on with goes
PARVIS_PHONE_PREFIX = str(env_int("PARVIS_PHONE_PREFIX", 33, low=1, high=9999))  # country of numbers that begin with 0
LANGUAGE_COOKIE_NAME = "unused"  # the language is in the URL

# People ------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "site:me"
LOGOUT_REDIRECT_URL = "site:home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "parvis.people.adapters.AccountAdapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = False  # ours are counted in the database: parvis/people/limits.py
MFA_ADAPTER = "parvis.people.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "parvis.people.forms_second_factor.AuthenticateForm",
    "reauthenticate": "parvis.people.forms_second_factor.ReauthenticateForm",
    "activate_totp": "parvis.people.forms_second_factor.ActivateTOTPForm",
    "authenticate_webauthn": "parvis.people.forms_second_factor.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "parvis.people.forms_second_factor.ReauthenticatePasskeyForm",
    "add_webauthn": "parvis.people.forms_second_factor.AddPasskeyForm",
    "edit_webauthn": "parvis.people.forms_second_factor.RenamePasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # a code is taken thirty seconds before and after it is shown: typing takes time
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = PARVIS_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PARVIS_SECURE

# Sessions: one functional cookie, set only when something must be kept ----------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "parvis"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PARVIS_SECURE
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "parvis.ui.errors.csrf_failure"
CSRF_COOKIE_SECURE = PARVIS_SECURE
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers -----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if PARVIS_SECURE else 0
SECURE_SSL_REDIRECT = False  # the proxy in front does it: docs/operate/install.md
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("PARVIS_BEHIND_PROXY", False) else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024

# Files, caches, tasks, mail ----------------------------------------------------------------------------------------
PARVIS_CACHE_URL = env("PARVIS_CACHE_URL")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": PARVIS_CACHE_URL}
        if PARVIS_CACHE_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
    )
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if not DEBUG and (STATIC_ROOT / "staticfiles.json").exists()
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "parvis.ui.finders.StyleSheetFinder",
]
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = env("PARVIS_EMAIL_BACKEND", "parvis.notifications.backends.FileAndConsoleBackend")
EMAIL_HOST = env("PARVIS_EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("PARVIS_EMAIL_PORT", 25, low=1, high=65535)
EMAIL_HOST_USER = env("PARVIS_EMAIL_USER")
EMAIL_HOST_PASSWORD = env("PARVIS_EMAIL_PASSWORD")
EMAIL_USE_TLS = env_bool("PARVIS_EMAIL_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("PARVIS_EMAIL_FROM", "Parvis <parvis@example.org>")
PARVIS_CODES_PER_HOUR = env_int("PARVIS_CODES_PER_HOUR", 5000, low=10, high=1_000_000)  # codes sent to everyone

# Logs: what happened and where, never who -----------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"impersonal": {"()": "parvis.site.logs.Impersonal"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["impersonal"]}},
    "root": {"handlers": ["stderr"], "level": env("PARVIS_LOG_LEVEL", "INFO")},
    "loggers": {
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}

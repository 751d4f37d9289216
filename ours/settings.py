"""Settings, all from the environment; `docs/install.md` lists them.

Nothing needs to be set to start: without any, Ours keeps an SQLite database and its secret key in `OURS_DATA`.
"""

from pathlib import Path
from urllib.parse import urlsplit
from warnings import catch_warnings

import environ
from django.core.exceptions import ImproperlyConfigured

from ours.secret import secret_key
from ours.sqlite import bring_sound_sqlite, is_sound, running_version

bring_sound_sqlite()

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent
DATA = Path(env("OURS_DATA", default=str(Path.home() / ".local" / "share" / "ours"))).resolve()

DEBUG = False
SECRET_KEY = env("OURS_SECRET_KEY", default="") or secret_key(DATA)
# Keys of the private rooms, the newest first; without any they stand in DATA (`ours/reflect/keys.py`).
REFLECT_KEYS = env("OURS_REFLECT_KEY", default="").split()
SECRET_KEY_FALLBACKS = env.list("OURS_OLD_SECRET_KEYS", default=[])

# The address people use, for links in letters and for what browsers may send.
_served = DATA / "address"  # where `ours up` served last, so that links of the other commands lead there
ADDRESS = env("OURS_ADDRESS", default=_served.read_text() if _served.exists() else "http://127.0.0.1:8000").rstrip("/")
SECURE = urlsplit(ADDRESS).scheme == "https"
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname, "127.0.0.1", "localhost", "[::1]", *env.list("OURS_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "ours.apps.OursConfig",
]
MIDDLEWARE = [
    "ours.policy.PolicyMiddleware",
    "ours.policy.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ours.people.origin.OriginMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ours.people.middleware.SeatMiddleware",
    "ours.table.middleware.OnceMiddleware",
]
ROOT_URLCONF = "ours.urls"
WSGI_APPLICATION = "ours.wsgi.application"
ASGI_APPLICATION = "ours.asgi.application"

TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "ours.translated.Pages",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "environment": "ours.templating.environment",
            "context_processors": ["ours.table.context.frame"],
        },
    },
]

with catch_warnings(action="ignore"):  # django-environ warns where we refuse
    _database = env.db_url("DATABASE_URL", default=f"sqlite:///{DATA / 'ours.sqlite3'}")
if _database.get("ENGINE") not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:/// and name a database.")
if _database["ENGINE"].endswith("sqlite3"):
    _wal = "PRAGMA journal_mode=WAL;" if is_sound(running_version()) else ""
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an acknowledged deed is on the disk. The cache is 16 MB for each connection.
        "init_command": f"{_wal}PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-16000;",
    }
else:
    _database["CONN_HEALTH_CHECKS"] = True
    # Statements are prepared when they come for the third time (`prepared.planned`); poolers lose these.
    _pooled = env.bool("OURS_BEHIND_POOLER", default=False)
    _database.setdefault("OPTIONS", {})["prepare_threshold"] = None if _pooled else 2
_database["CONN_MAX_AGE"] = None
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_ENGINE = "ours.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_NAME = "__Host-ours" if SECURE else "ours"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-ours-form" if SECURE else "ours-form"
CSRF_FAILURE_VIEW = "ours.table.errors.stale_form"
LOGIN_URL = "/sign-in/"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("OURS_HSTS_BELOW", default=True)  # names below the address as well
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("OURS_BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "ours.formats"
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]

WHITENOISE_USE_FINDERS = True  # the few files are served from where they are installed
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Letters out. Without a server they are kept in the database and can be read at /letters/.
SMTP_URL = env("OURS_SMTP_URL", default="")
if SMTP_URL:
    vars().update(env.email_url_config(SMTP_URL))
EMAIL_TIMEOUT = 20
LETTERS_FROM = env("OURS_LETTERS_FROM", default=f"Ours <ours@{urlsplit(ADDRESS).hostname}>")
DEMO = env.bool("OURS_DEMO", default=False)

# Mails in (`docs/operate.md`): where answers come to, and how they get here besides the pipe `ours receive`.
REPLY_ADDRESS = env("OURS_REPLY_ADDRESS", default="")
if REPLY_ADDRESS and (REPLY_ADDRESS.count("{token}") != 1 or "{token}" not in REPLY_ADDRESS.rpartition("@")[0]):
    raise ImproperlyConfigured('OURS_REPLY_ADDRESS must hold "{token}" before its @, as in reply+{token}@example.com.')
IMAP_URLS = env("OURS_IMAP_URLS", default="").split()
MAIL_LISTENER = env("OURS_MAIL_LISTENER", default="")
MAIL_CHECKED_BY = env("OURS_MAIL_CHECKED_BY", default="").lower()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "ours.logs.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {"ours.security": {"level": "INFO"}},  # who came in and who was turned away is always told
    "root": {"handlers": ["stderr"], "level": env("OURS_LOG_LEVEL", default="WARNING")},
}

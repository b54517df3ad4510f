"""Production: the strict base. Development and test import this and loosen it, never the reverse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from config import services
from config.environment import Environment, host_of

BASE_DIR = Path(__file__).resolve().parents[2]
env = Environment()

# Where it runs -----------------------------------------------------------------------------------
SECRET_KEY = env.secret("SECRET_KEY", "a random text that signs sessions.")
FACTOR_KEY = env.secret("FACTOR_KEY", "another random text, that encrypts what makes codes; keep it with the backups.")
KEYS = env.keys  # the names of all that are read with `env.secret`: a backup names them and holds none
SITE_URL = env.site_address("SITE_URL", "the public address, such as https://www.example.nl.")
DATA_DIR = env.directory("DATA_DIR", "a directory for uploads and the embedded search index.")
DEBUG = False
LOCAL = False  # `manage.py start` and its account exist on a developer's machine only
LOCAL_PORT = 0
SERVE_MEDIA = env.flag("SERVE_MEDIA")  # otherwise the web server in front serves uploads
_site_host = host_of(SITE_URL) or "localhost"
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", _site_host)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []

# What it is made of ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "home",
    "editorial",
    "api",
    "workshop",
    "contributions",
    "agenda",
    "news",
    "monitor",
    "evidence_site",
    "feedback",
    "search",
    "cases",
    "methods",
    "vocabulary",
    "accounts",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "config.metrics.views.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.health.HealthMiddleware",
    "api.middleware.ApiMiddleware",
    # Pages, and files that are not packed beforehand. It pads at random, so a length tells nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside everything that adds headers, so that a kept page has them; inside the one that packs.
    "core.http.cache.page_cache.PageCacheMiddleware",
    "core.http.middleware.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.http.middleware.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.http.guards.clean_input.CleanInputMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.AccessMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "editorial.admin.autosave_guard.LoggedOutMiddleware",
    "core.http.guards.body_limit.BodyLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.http.guards.redirects.RedirectMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.http.context.site",
            ],
        },
    }
]

# Data --------------------------------------------------------------------------------------------
DATABASES = {"default": services.database(env)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers never wait for a writer, and a transaction that will write says so at its start:
        # no "database is locked" halfway a publish.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a connection for each request costs a page 5 ms, with SQLite as much as with PostgreSQL.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT: Path | None = DATA_DIR / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False


def WHITENOISE_ADD_HEADERS_FUNCTION(headers: Any, path: str, url: str) -> None:
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a case with many results is a large form

# Language: one, so Dutch literals and no catalogue (ADR 0005) ------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # a number may be a name; a quantity says `|dutch`

# Wagtail -----------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Optimaal Digitaal"
SITE_OWNER = env.text("SITE_OWNER", "")  # the organisation that answers for the site, in the footer of every page
# That organisation in the register of the government (TOOI); without it there is no catalogue of the open data.
PUBLISHER_URI = env.publisher("PUBLISHER_URI", SITE_OWNER)
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "core.admin.rich_text_area.RichTextArea"}}
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.admin.image_forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILREDIRECTS_AUTO_CREATE = False  # `core.redirects` does, with more care
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.admin.document_forms.SiteDocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request to a third party, also not by an editor
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
# Passwords and addresses are changed below /toegang/, and nobody chooses a password for another.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAIL_AGING_PAGES_ENABLED = False  # our own report knows when a method must be reviewed
# Admin search only; the public search is our own room (ADR 0003).
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "dutch"},
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # embeds would ask a third party
# Public pages are made once and kept: so much memory in each process, 0 switches it off (ADR 0017).
PAGE_CACHE_MB = env.integer("PAGE_CACHE_MB", 64, least=0, most=4096)
PAGE_CACHE_NEVER = (
    "/beheer/",
    "/documenten/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/s/",
    "/S/",
    "/w/",
    "/W/",
    "/media/",
    "/.well-known/",
    "/toegang/",
)
SEARCH_URL = env.text("SEARCH_URL", "embedded:")
SEARCH_INDEX_DIR = DATA_DIR / "search"
# A cache in front may keep results this long: what is published or taken down then shows so much later.
SEARCH_SHARED_CACHE_SECONDS = env.integer("SEARCH_SHARED_CACHE_SECONDS", 0, least=0, most=5)
SEARCH_LOG = env.flag("SEARCH_LOG", default=True)  # counts of what is asked, without anything of who asked (ADR 0011)

# Every night a worker writes the whole data set as one file below `media/` (ADR 0026).
OPEN_DATA_FILE = env.flag("OPEN_DATA_FILE", default=True)
METRICS_TOKEN = env.text("METRICS_TOKEN").strip()  # who has it may read /metrics; empty: nothing is counted
if METRICS_TOKEN and len(METRICS_TOKEN) < 32:
    env.wrong("METRICS_TOKEN", "use at least 32 random characters, or leave it out.")

# Mail --------------------------------------------------------------------------------------------
EMAIL_CONFIG = services.mail(env)
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
EDITORS_EMAIL = env.email("EDITORS_EMAIL")  # is told that a reader asked something; not what or who
DEFAULT_FROM_EMAIL = env.email("DEFAULT_FROM_EMAIL", f"redactie@{_site_host}")
NEWSLETTER_PER_MINUTE = env.integer("NEWSLETTER_PER_MINUTE", 600, least=1, most=60_000)  # what the mail server takes
SENDS_MAIL = services.sends_mail(EMAIL_CONFIG)  # otherwise there is no link for a new password
if EDITORS_EMAIL and not SENDS_MAIL:
    env.wrong("EDITORS_EMAIL", "EMAIL_URL sends no mail, so nothing would arrive there.")

# What is kept of who sends something in, by kind, where the usual period does not fit: days and the reason.
CONTRIBUTION_PERIODS = env.periods("CONTRIBUTION_PERIODS")

# Safety ------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(?:healthz|readyz|metrics)$"]
DEFAULT_EXCEPTION_REPORTER_FILTER = "config.reporting.SafeReports"  # SEARCH_URL holds a password
SECURE_HSTS_SECONDS = 63_072_000
# Names below that of the site get https too, unless some of them have none; see https://hstspreload.org.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("HSTS_SUBDOMAINS", default=True)
SECURITY_CONTACT = env.contact("SECURITY_CONTACT")  # for security.txt; otherwise the page /contact/
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_PROXY = env.flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# A browser takes a cookie of such a name only over https, for all paths, and from no other host below the same name.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_AGE = None  # as long as the browser is open
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_PATH = "/"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin script reads it
X_FRAME_OPTIONS = "DENY"  # core.http.middleware loosens it where we frame our own previews
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    },
}
AUTHENTICATION_BACKENDS = ["accounts.attempts.LimitedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.EasyToGuessValidator"},
]

# Log-in (ADR 0027) ------------------------------------------------------------------------------
SECOND_FACTOR_REQUIRED = True
SECOND_FACTOR_FROM = env.day("SECOND_FACTOR_FROM", at_most=90)  # until that day a password alone will do
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.LoginForm", "reauthenticate": "accounts.forms.PasswordAgainForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # the cookie goes when the browser is closed
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = False  # `accounts.attempts` and `accounts.forms` count, over all processes
MFA_ADAPTER = "accounts.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.ActivateForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "authenticate_webauthn": "accounts.forms.PasskeyCodeForm",
    "login_webauthn": "accounts.forms.PasskeyLoginForm",
    "reauthenticate_webauthn": "accounts.forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # and codes for recovery, by `accounts.recovery_codes`
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
SOCIALACCOUNT_ADAPTER = "accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True  # for a provider that may be linked by e-mail
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
_sign_on = services.sign_on(env)
OIDC_FACTOR: str = _sign_on["OIDC_FACTOR"]
OIDC_FACTOR_CLAIMS: list[str] = _sign_on["OIDC_FACTOR_CLAIMS"]
OIDC_FORM_ACTION: list[str] = _sign_on["OIDC_FORM_ACTION"]
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = _sign_on["SOCIALACCOUNT_PROVIDERS"]
SILENCED_SYSTEM_CHECKS: list[str] = []

# Logging: one line per event on standard error, without what a visitor typed ---------------------
_LOG_FORMATS = {"line": "config.reporting.Lines", "json": "config.reporting.JsonLines"}
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": _LOG_FORMATS[env.choice("LOG_FORMAT", "line", tuple(_LOG_FORMATS))],
            "format": "{asctime} {process} {levelname} {name} {message}",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "style": "{",
        }
    },
    "filters": {
        "other_host": {"()": "config.reporting.OtherHost"},
        "no_secrets": {"()": "config.reporting.NoSecrets"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_secrets"]}},
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", "INFO", _LOG_LEVELS)},
    "loggers": {
        # Every request to Elasticsearch, every save and every task of Wagtail's own admin index would be a line.
        **{name: {"level": "WARNING"} for name in ("django_tasks", "wagtail", "modelsearch", "elastic_transport")},
        "django.security.DisallowedHost": {"filters": ["other_host"]},
    },
}

if __name__.endswith("production"):
    env.refuse_if_incomplete()

"""One machine, no set-up: SQLite and everything else under `var/`, addresses on localhost.

`DEBUG` stays off so that error pages look as they do in production; `DEBUG=1` turns it on.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from config.environment import Environment

_VAR = Path(os.environ.get("DATA_DIR", Path(__file__).resolve().parents[2] / "var")).absolute()
_VAR.mkdir(parents=True, exist_ok=True)


def _own_key(name: str) -> str:
    """A key made once per checkout; never in the repository."""
    path = _VAR / name
    if not path.exists():
        path.write_text(secrets.token_urlsafe(64))
        path.chmod(0o600)
    return path.read_text()


os.environ.setdefault("SECRET_KEY", _own_key("secret-key"))
os.environ.setdefault("FACTOR_KEY", _own_key("factor-key"))
os.environ.setdefault("SITE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_VAR / 'site.sqlite3'}")
os.environ["DATA_DIR"] = str(_VAR)
os.environ.setdefault("EMAIL_URL", "dummymail://")
Environment.scheme = "http"

from config.settings.production import *  # noqa: F403
from config.settings.production import env

DEBUG = env.flag("DEBUG")
LOCAL = True
LOCAL_PORT = env.integer("PORT", 8000)
SERVE_MEDIA = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = []
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SENDS_MAIL = True  # the letter stands in the admin, under outgoing mail
SECOND_FACTOR_REQUIRED = False  # one step, on this machine only
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # served from the apps themselves
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

env.refuse_if_incomplete()

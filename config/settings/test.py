"""Tests: every value that a developer's shell could change is pinned here."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Gone at the end of the process.
_DIRECTORY = tempfile.TemporaryDirectory(prefix="optimaal-digitaal-test-", ignore_cleanup_errors=True)
_DATA = Path(_DIRECTORY.name)
os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 50
os.environ["FACTOR_KEY"] = "only-for-tests-" + "y" * 50
os.environ["SECOND_FACTOR_FROM"] = os.environ["OIDC_SERVER_URL"] = ""
os.environ["SITE_URL"] = "https://www.example.nl"
os.environ["DATA_DIR"] = str(_DATA)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_DATA / 'test.sqlite3'}"
os.environ["SEARCH_URL"] = "embedded:"
os.environ["SEARCH_SHARED_CACHE_SECONDS"] = "0"
os.environ["EMAIL_URL"] = "smtp://localhost"
os.environ["EDITORS_EMAIL"] = ""
os.environ["LOG_LEVEL"] = "ERROR"

from config.settings.production import *  # noqa: F403
from config.settings.production import env

ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SERVE_MEDIA = True
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # served from the apps themselves
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SEARCH_WORKER_THREAD = False
PAGE_CACHE_MB = 0  # `kept_pages` switches it on
OPEN_DATA_FILE = False  # every turn of the worker would write it
SEARCH_LOG = False  # its thread would write beside the transaction of a test

env.refuse_if_incomplete()

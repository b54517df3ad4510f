"""The production settings for measurements: on one machine without TLS, with static files beside the data."""

from __future__ import annotations

import os

os.environ.setdefault("SECRET_KEY", "only-to-measure-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2)
os.environ.setdefault("FACTOR_KEY", "only-to-measure-" + "9876543210zyxwvutsrqponmlkjihgfedcba" * 2)
os.environ.setdefault("SITE_URL", "https://www.example.nl")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{os.environ['DATA_DIR']}/site.sqlite3")
os.environ.setdefault("EMAIL_URL", "dummymail://")

from config.settings.production import *  # noqa: F403
from config.settings.production import env

SECURE_SSL_REDIRECT = False
ALLOWED_HOSTS = ["*"]

env.refuse_if_incomplete()

"""The settings of the tests with one more app: what a third kind costs."""

from __future__ import annotations

from config.settings.test import *  # noqa: F403
from config.settings.test import INSTALLED_APPS as _INSTALLED_APPS

INSTALLED_APPS = ["tests.third_kind", *_INSTALLED_APPS]
MIGRATION_MODULES = {"third_kind": None}

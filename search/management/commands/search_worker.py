"""The former name of `manage.py worker`, which services of existing sites still start."""

from core.management.commands.worker import Command

__all__ = ["Command"]

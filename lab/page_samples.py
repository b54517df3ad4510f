"""The addresses that are measured, for a process without Django."""

from __future__ import annotations

from lab.page_addresses import addresses


def measure() -> dict[str, list[str]]:
    return addresses()

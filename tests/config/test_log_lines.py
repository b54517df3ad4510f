"""A line of the log, plain or as JSON: where it went wrong, without anybody's words."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from gunicorn.config import Config

from config.reporting import AccessLog, JsonLines, Lines

SECRET = "/s/" + "b" * 26
WORDS = "kanarie@example.nl"


def record(message: str, *args: object, fails: bool = False) -> logging.LogRecord:
    error: Any = None
    if fails:
        try:
            try:
                raise KeyError(WORDS)
            except KeyError as inner:
                raise ValueError(WORDS) from inner
        except ValueError as outer:
            error = (type(outer), outer, outer.__traceback__)
    return logging.LogRecord("site", logging.ERROR, __file__, 1, message, args, error)


@pytest.mark.parametrize("formatter", [Lines("{levelname} {message}", style="{"), JsonLines()])
def test_an_exception_is_its_kind_and_places(formatter: logging.Formatter) -> None:
    line = formatter.format(record("mislukt", fails=True))
    assert "ValueError" in line and "KeyError" in line and "test_log_lines.py" in line
    assert WORDS not in line


def test_a_json_line_is_one_line_with_everything() -> None:
    line = JsonLines().format(record("regel %s\nen nog een", "één", fails=True))
    assert "\n" not in line
    told = json.loads(line)
    assert set(told) == {"time", "process", "level", "logger", "message", "exception"}
    assert told["message"] == "regel één\nen nog een"


@pytest.mark.parametrize("form", ["line", "json"])
def test_what_gunicorn_says_of_a_request_that_failed(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOG_FORMAT", form)
    log = AccessLog(Config())
    try:
        log.error("Error handling request %s", f"{SECRET}/?x=1")
        log.error("Error handling request %s", "/zoeken/?q=kanarie")
        log.exception("Error handling request %s", "/w/KANARIE")
    finally:
        log.error_log.handlers.clear()
    said = capsys.readouterr().err
    assert "/s/…" in said and "/zoeken/?…" in said
    assert "kanarie" not in said.lower() and "bbbb" not in said
    if form == "json":
        assert all(json.loads(line)["level"] == "ERROR" for line in said.splitlines())

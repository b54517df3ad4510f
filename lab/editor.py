"""An editor at a server: logs in and sends forms over HTTP. Needs no Django."""

from __future__ import annotations

import http.client
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

_LOGIN = "/beheer/login/"
_CSRF = "csrftoken"


@dataclass(frozen=True)
class Reply:
    """An answer of the site, redirects not followed."""

    status: int
    location: str
    body: str


@dataclass
class Editor:
    """Somebody with cookies. `port` is of a server on this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def log_in(self, name: str, password: str) -> None:
        """:raises RuntimeError: when the site does not let them in."""
        self.get(_LOGIN)
        reply = self.post(_LOGIN, [("username", name), ("password", password), ("next", "/beheer/")])
        if reply.status != 302:
            raise RuntimeError(f"the editor cannot log in: {reply.status}")

    def get(self, path: str) -> Reply:
        """:raises OSError: when the server is gone."""
        return self._send("GET", path)

    def post(self, path: str, fields: Iterable[tuple[str, str]]) -> Reply:
        """:raises OSError: when the server is gone."""
        return self._send("POST", path, urlencode([*fields, ("csrfmiddlewaretoken", self.cookies[_CSRF])]))

    def _send(self, method: str, path: str, body: str | None = None) -> Reply:
        headers = {"Host": f"localhost:{self.port}", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except http.client.HTTPException as error:
            raise ConnectionError("the server broke off") from error
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Reply(response.status, response.headers.get("Location", ""), text)

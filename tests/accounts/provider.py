"""An OpenID Connect provider on loopback, for tests: code flow with PKCE, a signed ID token, user information."""

from __future__ import annotations

import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "optimaal", "geheim"


class Provider:
    """Logs everybody in as `claims` says; `asked` holds what the site asked of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, Any] = {"sub": "u-1"}
        self.asked: list[dict[str, str]] = []
        self._codes: dict[str, dict[str, str]] = {}
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def log_in(self, where: str) -> str:
        """What a browser is sent back to after somebody logged in here."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
        self.asked.append(asked)
        code = secrets.token_urlsafe(8)
        self._codes[code] = asked
        back = urlsplit(asked["redirect_uri"]).path
        return f"{back}?{urlencode({'code': code, 'state': asked['state']})}"

    def configuration(self) -> dict[str, Any]:
        names = ("authorization", "token", "userinfo")
        return {
            "issuer": self.address,
            **{f"{name}_endpoint": f"{self.address}/{name}" for name in names},
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """None when the code, its proof or the secret is not right."""
        asked = self._codes.pop(sent.get("code", ""), None)
        proof = urlsafe_b64encode(sha256(sent.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != proof or sent.get("client_secret") != SECRET:
            return None
        now = int(time.time())
        said = {**self.claims, "iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60}
        return {"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(said, self._key, algorithm="RS256")}


@contextmanager
def running() -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            configuration = self.path.endswith("openid-configuration")
            self._answer(provider.configuration() if configuration else provider.claims)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = provider.token({name: values[0] for name, values in parse_qs(body).items()})
            self._answer(answer or {"error": "invalid_grant"}, 200 if answer else 400)

        def _answer(self, data: dict[str, Any], status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(data).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()

"""A gate with TLS and a lock before the live server, which has neither: our own certificates, a login that is asked."""

from __future__ import annotations

import http.client
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.starter import needs

_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
_OF_ONE_CONNECTION = {"host", "authorization", "connection", "content-length", "accept-encoding", "transfer-encoding"}
_REFUSED = b'{"error":{"root_cause":[{"type":"security_exception"}]},"status":401}'


@dataclass(frozen=True)
class Authority:
    """A certificate authority in a directory of its own."""

    directory: Path

    @property
    def certificate(self) -> Path:
        return self.directory / "ca.pem"

    @property
    def key(self) -> Path:
        return self.directory / "ca.key"

    def vouch_for(self, address: str) -> tuple[Path, Path]:
        """A certificate and its key for a server at this IP address."""
        asked, certificate, key = (self.directory / name for name in ("asked.csr", "server.pem", "server.key"))
        extensions = self.directory / "server.ext"
        extensions.write_text(f"subjectAltName=IP:{address}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n")
        _openssl("req", *_NEW_KEY, "-subj", "/CN=node", "-keyout", key, "-out", asked)
        signer = ("-CA", self.certificate, "-CAkey", self.key, "-CAcreateserial", "-days", "1")
        _openssl("x509", "-req", "-in", asked, *signer, "-extfile", extensions, "-out", certificate)
        return certificate, key


def new_authority(directory: Path) -> Authority:
    directory.mkdir()
    made = Authority(directory)
    subject = ("-subj", f"/CN={directory.name}", "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-days", "1")
    _openssl("req", "-x509", *_NEW_KEY, *subject, "-keyout", made.key, "-out", made.certificate)
    return made


def _openssl(*arguments: str | Path) -> None:
    subprocess.run([needs.openssl(), *map(str, arguments)], check=True, capture_output=True, timeout=60)


@dataclass
class Gate:
    """Where the gate stands, and how many requests it let through and refused."""

    port: int = 0
    passed: int = 0
    refused: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def gate(upstream: str, authority: Authority, login: str) -> Iterator[Gate]:
    """Lets those through to the server at `upstream` who send `login` as their `Authorization`."""
    certificate, key = authority.vouch_for("127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    made = Gate()
    server = _Server(("127.0.0.1", 0), _handler(upstream, login, made))
    server.context = context
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """Shakes hands in the thread of the connection, so that one that fails holds nobody up."""

    daemon_threads = True
    context: ssl.SSLContext

    def finish_request(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        with self.context.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        """A client that goes away because it trusts us not is what some tests are about."""


def _handler(upstream: str, login: str, made: Gate) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            good = self.headers.get("Authorization") == login
            with made.lock:
                made.passed += good
                made.refused += not good
            status, headers, content = (
                self._ask(body) if good else (401, [("content-type", "application/json")], _REFUSED)
            )
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in _OF_ONE_CONNECTION:
                    self.send_header(name, value)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def _ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
            place = urlsplit(upstream)
            connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
            try:
                kept = {name: value for name, value in self.headers.items() if name.lower() not in _OF_ONE_CONNECTION}
                connection.request(self.command, self.path, body or None, kept)
                answer = connection.getresponse()
                names = [one for one in answer.getheaders() if one[0].lower() != "x-elastic-product"]
                return answer.status, names, answer.read()
            finally:
                connection.close()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = pass_on

    return Handler

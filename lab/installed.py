"""An installation in a directory tree of its own, made and started from what the manual and `deploy/` say.

The places that the manual names are the same ones below the tree; ports and certificates are its own. Everything of the
site runs as a user without rights when root starts the proof. Needs no Django.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import tarfile
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BytesIO
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from lab.sites import ROOT
from tests.elasticsearch.recipe import free_port

HOST = "www.example.nl"
_USER = 64_321  # belongs to nobody
_PLACES = ("/srv/optimaal-digitaal", "/var/lib/optimaal-digitaal", "/var/backups/optimaal-digitaal")
_MORE_PLACES = ("/run/optimaal-digitaal", "/var/log/nginx", "/etc/nginx", "/etc/ssl", "/etc/optimaal-digitaal.env")
_STARTED = 120.0
# Of the machine, for pip and programs to be found; nothing of the shell's own site.
_KEPT = re.compile(r"PATH|LANG|LC_.*|PIP_.*|SSL_CERT_.*|REQUESTS_CA_BUNDLE|TMPDIR")

Answer = tuple[int, HTTPResponse | None, bytes]


@dataclass
class Tree:
    """One machine's worth of directories below `root`."""

    root: Path
    database: str
    ports: tuple[int, int, int] = field(default_factory=lambda: (free_port(), free_port(), free_port()))
    token: str = field(default_factory=lambda: token_urlsafe(48))
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    web: socket.socket | None = None

    def placed(self, text: str) -> str:
        """The text with the places of the manual below this tree."""
        for place in (*_PLACES, *_MORE_PLACES):
            text = text.replace(place, f"{self.root}{place}")
        return text

    def path(self, place: str) -> Path:
        return Path(self.placed(place))

    def prepare(self) -> None:
        """What the manual has root do: directories, certificate, values."""
        for place in (*_PLACES, "/srv/optimaal-digitaal/releases", *_MORE_PLACES[:-1], "/etc/ssl/private"):
            self.path(place).mkdir(parents=True, exist_ok=True)
        key, certificate = self.path(f"/etc/ssl/private/{HOST}.key"), self.path(f"/etc/ssl/{HOST}.pem")
        made = ["-subj", f"/CN={HOST}", "-keyout", str(key), "-out", str(certificate)]
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        subprocess.run(
            ["openssl", "req", "-x509", "-nodes", "-days", "2", *curve, *made], check=True, capture_output=True
        )
        given = {"DATABASE_URL": self.database, "METRICS_TOKEN": self.token}
        lines = []
        for line in block("SECRET_KEY=").splitlines():
            name, _, value = line.partition("=")
            made_up = token_urlsafe(48) if value.startswith("<openssl") else "Proefbank"
            lines.append(f"{name}={given.get(name, made_up if value.startswith('<') else value)}")
        self.path("/etc/optimaal-digitaal.env").write_text(self.placed("\n".join(lines)))
        self.own()

    def release(self, commit: str) -> Path:
        """Step 3: the files of a commit in a directory of their own, and `current` on it."""
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        target = self.path(f"/srv/optimaal-digitaal/releases/{commit[:12]}")
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(target, filter="data")
        self.own()
        return target

    def switch(self, release: Path) -> None:
        current = self.path("/srv/optimaal-digitaal/current")
        current.unlink(missing_ok=True)
        current.symlink_to(release)

    def own(self) -> None:
        if os.geteuid() == 0:
            for directory, _, names in os.walk(self.root):
                for name in (".", *names):
                    os.chown(Path(directory, name), _USER, _USER, follow_symlinks=False)

    def walk(self, steps: str, release: Path, **more: str) -> None:
        """Run the lines of a block of the manual in a release.

        :raises RuntimeError: at the first that fails, with what it said.
        """
        for line in self.placed(steps).splitlines():
            if not line.strip() or line.startswith("export"):
                continue
            ended = ("createsuperuser" in line and " --noinput --email=proef@example.nl") or ""
            started = time.monotonic()
            command = ["bash", "-ec", line.partition("   #")[0] + ended]
            done = subprocess.run(
                command,
                cwd=release,
                env=self.environment(**more),
                **self.as_user,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise RuntimeError(f"{line}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
            print(f"  {time.monotonic() - started:5.0f} s  {line[:110]}", flush=True)

    def environment(self, **more: str) -> dict[str, str]:
        """What systemd would give a service, and what a program needs of this machine."""
        values = dict(line.split("=", 1) for line in self.path("/etc/optimaal-digitaal.env").read_text().splitlines())
        machine = {name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)}
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "HOME": str(self.root)}
        return {**machine, **settings, **values, **more}

    @property
    def as_user(self) -> dict[str, Any]:
        """For a process: as a user without rights, where root starts it."""
        return {"user": _USER, "group": _USER, "extra_groups": []} if os.geteuid() == 0 else {}

    def start(self) -> None:
        """The services and the proxy, by the lines of the units and the nginx file."""
        self.web = socket.socket(socket.AF_UNIX)
        place = self.path(unit("optimaal-digitaal.socket")["ListenStream"])
        place.unlink(missing_ok=True)
        self.web.bind(str(place))
        self.web.listen(128)
        self.own()
        given = {"GUNICORN_CMD_ARGS": "--access-logfile -"}  # so that its log is proved as well
        self._service("optimaal-digitaal.service", self.web, **given)
        self._service("optimaal-digitaal-worker.service")
        self._nginx()
        wait_until(lambda: self.monitored("/readyz")[0] == 200, "/readyz does not say 200")

    def _service(self, name: str, listening: socket.socket | None = None, **more: str) -> None:
        said = unit(name)
        command = shlex.split(self.placed(said["ExecStart"]))
        handed: tuple[int, ...] = ()
        if listening is not None:
            # As systemd hands over a socket: number 3, and the number of the process that may take it.
            handed = (listening.fileno(),)
            script = f'exec 3<&{handed[0]}; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"'
            command = ["sh", "-c", script, "sh", *command]
        with (self.root / f"{name}.log").open("ab") as log:
            self.running.append(
                subprocess.Popen(
                    command,
                    cwd=self.placed(said["WorkingDirectory"]),
                    env=self.environment(**more),
                    **self.as_user,
                    umask=0o027,
                    pass_fds=handed,
                    stdout=log,
                    stderr=log,
                )
            )

    def _nginx(self) -> None:
        source = ROOT / "deploy" / "nginx"
        http, https, monitor = self.ports
        text = (source / "optimaal-digitaal.conf").read_text()
        text = re.sub(r"\n    listen \[::\].*", "", text)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{http};")
        text = text.replace("listen 127.0.0.1:9180;", f"listen 127.0.0.1:{monitor};")
        text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{https} ssl")
        self.path("/etc/nginx/optimaal-digitaal.conf").write_text(self.placed(text))
        proxy = source / "optimaal-digitaal.proxy.conf"
        shutil.copy(proxy, self.path("/etc/nginx/optimaal-digitaal.proxy.conf"))
        (self.root / "nginx-temporary").mkdir(exist_ok=True)
        temporary = "".join(
            f"{name}_temp_path {self.root}/nginx-temporary/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        whole = self.root / "nginx.conf"
        whole.write_text(
            f"daemon off; pid {self.root}/nginx.pid; error_log {self.root}/nginx-main.log warn;\n"
            f"events {{ worker_connections 512; }}\n"
            f"http {{ types {{ image/jpeg jpg; image/png png; }} {temporary}"
            f"include {self.path('/etc/nginx/optimaal-digitaal.conf')}; }}\n"
        )
        self.own()
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        if program is None:
            raise RuntimeError("No nginx here: apt-get install nginx-light.")
        command = [program, "-c", str(whole), "-e", str(self.root / "nginx-main.log")]
        self.running.append(subprocess.Popen(command, **self.as_user, cwd=self.root))

    def get(self, path: str, *, method: str = "GET", body: bytes | None = None, plain: bool = False) -> Answer:
        """Ask the proxy, by TLS unless `plain`; 0 when there is no answer."""
        connection = HTTPConnection("127.0.0.1", self.ports[0 if plain else 1], timeout=90)
        try:
            connection.connect()
            if not plain:
                trusting = ssl.create_default_context()
                trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
                connection.sock = trusting.wrap_socket(connection.sock, server_hostname=HOST)
            connection.request(method, path, body=body, headers={"Host": HOST})
            response = connection.getresponse()
            return response.status, response, response.read()
        except (OSError, HTTPException):
            return 0, None, b""
        finally:
            connection.close()

    def monitored(self, path: str) -> tuple[int, bytes]:
        """Ask as a monitor does, at its own address of the proxy; 0 when there is no answer."""
        connection = HTTPConnection("127.0.0.1", self.ports[2], timeout=30)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, HTTPException):
            return 0, b""
        finally:
            connection.close()

    def stop(self) -> None:
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            process.wait(90)
        self.running.clear()
        if self.web is not None:
            self.web.close()

    def logs(self) -> dict[str, str]:
        found = [*self.root.glob("*.log"), *self.path("/var/log/nginx").iterdir()]
        return {path.name: path.read_text(errors="replace") for path in found}


def block(beginning: str, text: str = "") -> str:
    """The block of the manual that begins so, or else holds it."""
    manual = text or (ROOT / "docs" / "beheer.md").read_text()
    blocks = re.findall(r"^```\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)
    begins = [one for one in blocks if one.startswith(beginning)]
    return (begins or [one for one in blocks if beginning in one])[0]


def unit(name: str) -> dict[str, str]:
    """The values of a unit; of a name that stands twice the last."""
    text = (ROOT / "deploy" / "systemd" / name).read_text()
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))


def wait_until(condition: object, what: str, patience: float = _STARTED) -> None:
    """:raises TimeoutError: with `what`."""
    deadline = time.monotonic() + patience
    while not condition():  # type: ignore[operator]
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.2)

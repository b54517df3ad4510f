"""What an operator installs is judged by the linters of its own kind, and agrees with the site."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.problems import problem
from api.version import VERSION
from config.settings import production
from tests.starter.needs import ROOT, program

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
NGINX = (DEPLOY / "nginx" / "optimaal-digitaal.conf").read_text()
COMPOSE = DEPLOY / "container" / "compose.yaml"
LINTERS = "pip install -r requirements-dev.lock"


def run(*command: object, cwd: Path | None = None) -> str:
    """What it printed; fails the test with that when it ends with an error."""
    done = subprocess.run([str(one) for one in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def placed(unit: Path, root: Path) -> Path:
    """The unit with its programs where they exist."""
    programs = root / "current" / ".venv" / "bin"
    programs.mkdir(parents=True, exist_ok=True)
    for name in ("python", "gunicorn"):
        (programs / name).touch(mode=0o755)
    target = root / unit.name
    target.write_text(unit.read_text().replace("/srv/optimaal-digitaal", str(root)))
    return target


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    judge = program("systemd-analyze", "apt-get install systemd")
    assert run(judge, "verify", *(placed(unit, tmp_path) for unit in UNITS)) == ""


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_service_is_shut_in(unit: Path) -> None:
    judge = program("systemd-analyze", "apt-get install systemd")
    said = run(judge, "security", "--offline=true", "--threshold=15", unit)
    assert re.search(r"Overall exposure level for \S+: 1\.\d OK", said)


def test_services_share_one_sandbox() -> None:
    """A line that is added to one and forgotten in another shows here."""
    own = re.compile(r"(?s).*(?=StateDirectory=optimaal)|\n\[Install\].*|ReadWritePaths=\S+\n")
    assert len({own.sub("", unit.read_text()).strip() for unit in SERVICES}) == 1


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    nginx, openssl = program("nginx", "apt-get install nginx-light"), program("openssl", "apt-get install openssl")
    key, certificate = tmp_path / "site.key", tmp_path / "site.pem"
    subject = ("-subj", "/CN=www.example.nl", "-keyout", key, "-out", certificate)
    run(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", *subject)
    text = NGINX.replace("/etc/ssl/private/www.example.nl.key", str(key))
    text = text.replace("/etc/ssl/www.example.nl.pem", str(certificate)).replace("/var/log/nginx", str(tmp_path))
    text = text.replace("/etc/nginx", str(DEPLOY / "nginx"))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; events {{}} http {{ {text} }}")
    run(nginx, "-t", "-q", "-c", whole)


def test_the_nginx_file_has_no_known_weakness() -> None:
    judge = program("gixy", LINTERS)
    said = run(judge, "-f", "json", DEPLOY / "nginx" / "optimaal-digitaal.conf")
    assert said.strip().startswith("[]")


def test_docker_and_compose_files() -> None:
    assert run(program("hadolint", LINTERS), DEPLOY / "container" / "Containerfile") == ""
    run(program("check-jsonschema", LINTERS), "--builtin-schema", "vendor.compose-spec", COMPOSE)


def test_containers_may_do_little_and_have_a_version() -> None:
    services: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]
    for name, service in services.items():
        assert service["read_only"] and service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert int(service["user"].partition(":")[0]) > 0
        assert "healthcheck" in service and "restart" in service
        _, _, version = service["image"].partition(":")
        assert version and "latest" not in version
    bases = re.findall(r"^FROM (\S+)", (DEPLOY / "container" / "Containerfile").read_text(), re.M)
    assert all(re.fullmatch(r"python:3\.\d+-slim-\w+", base) for base in bases)


def test_an_image_holds_every_room() -> None:
    let_in = set(re.findall(r"^!(\w+)$", (ROOT / ".dockerignore").read_text(), re.M))
    rooms = {app for app in production.INSTALLED_APPS if (ROOT / app).is_dir()}
    assert rooms | {"config", "content", "evidence", "templates"} <= let_in


def test_every_way_to_start_the_web_server_is_the_same() -> None:
    unit = re.search(r"ExecStart=\S+/gunicorn (.*)", (DEPLOY / "systemd" / "optimaal-digitaal.service").read_text())
    image = re.search(r'CMD \["gunicorn", (.*)\]', (DEPLOY / "container" / "Containerfile").read_text())
    assert unit and image
    assert re.sub(r'[",]', "", image[1]) == f"{unit[1]} --bind 0.0.0.0:8000"


def test_the_proxy_takes_the_largest_upload_and_leaves_out_what_is_not_public() -> None:
    size = re.search(r"client_max_body_size (\d+)m;", NGINX)
    assert size and int(size[1]) * 1024 * 1024 > production.WAGTAILDOCS_MAX_UPLOAD_SIZE
    assert production.WAGTAILDOCS_MAX_UPLOAD_SIZE > production.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    headers = (DEPLOY / "nginx" / "optimaal-digitaal.proxy.conf").read_text()
    for header in ("X-Forwarded-Proto $scheme", "X-Forwarded-For $proxy_add_x_forwarded_for", "Host $host"):
        assert f"proxy_set_header {header};" in headers
    shut = set(re.findall(r"location (\S+) \{ deny all; \}", NGINX))
    assert shut == {"/media/documents/", "/media/wagtail_uploads/"}
    too_many = re.search(r"return 429 '(.*)';", NGINX)
    assert too_many and json.loads(too_many[1]) == json.loads(problem(429).content)
    assert f"add_header API-Version {VERSION} always;" in NGINX
    logs = re.findall(r"access_log (?:\S+ )?(\S+);", NGINX)
    assert sorted(logs) == ["off", "without_query", "without_query"], "a server without one logs whole requests"
    assert re.findall(r"error_log \S+ (\w+);", NGINX) == ["alert"] * NGINX.count("\nserver {")

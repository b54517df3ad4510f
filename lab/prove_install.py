"""Installs the site twice, each time in an empty tree, as the manual says: `make prove-install FROM=<commit>`.

The first time this release. The second time the former one (`FROM`; this one when none is given), with what an editor
does there; then the upgrade of the manual, and back by the backup made before. Needs PostgreSQL, nginx and openssl.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from lab.installed import HOST, Tree, block, unit
from lab.sites import ROOT
from tests.postgresql import find_programs, throwaway_server

SECRET, CODE, ASKED = "k" * 26, "KANARIEX", "kanarievraag"
_EDITS = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from core.models import User
from methods.models import MethodPage
User.objects.create_user("anna", "anna@example.nl", "een-lang-wachtwoord-van-anna")
page, draft = MethodPage.objects.live().order_by("number")[:2]
page.title = "Wat Anna schreef"
page.save_revision().publish()
draft.title = "Wat Anna nog niet wil tonen"
draft.save_revision()
default_storage.save("images/anna.png", ContentFile(b"beeld van Anna"))
"""
_LATER = """
from methods.models import MethodPage
page = MethodPage.objects.get(title="Wat Anna schreef")
page.title = "Na de nieuwe versie"
page.save_revision().publish()
"""
_SEEN = """
import json
from core.models import User
from methods.models import MethodPage
pages = MethodPage.objects.filter(has_unpublished_changes=True)
drafts = [page.get_latest_revision_as_object().title for page in pages]
first = MethodPage.objects.live().order_by("number").first()
print("SEEN" + json.dumps({"title": first.title, "url": first.url, "drafts": drafts,
    "anna": User.objects.get(username="anna").check_password("een-lang-wachtwoord-van-anna")}))
"""


def main(former: str | None) -> int:
    programs = find_programs()
    if programs is None or not shutil.which("openssl") or not shutil.which("nginx", path="/usr/sbin:/usr/bin"):
        print("Needs PostgreSQL, nginx and openssl: apt-get install postgresql nginx-light openssl.")
        return 2
    problems: list[str] = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that its servers end with it
    for place, commit in enumerate((None, former), 1):
        started = time.monotonic()
        print(f"\nTree {place}: {'this release' if commit is None else f'{commit}, then this release, and back'}")
        with throwaway_server(programs) as database, empty_tree(f"{database}?sslmode=disable") as tree:
            found = fresh(tree) if commit is None else upgraded(tree, commit)
        print(f"  {time.monotonic() - started:.0f} s in all; {'; '.join(found) or 'nothing is wrong'}", flush=True)
        problems += found
    print("\nNothing is wrong." if not problems else "\nWrong:\n" + "\n".join(problems))
    return 1 if problems else 0


@contextmanager
def empty_tree(database: str) -> Iterator[Tree]:
    root = Path(tempfile.mkdtemp(prefix="od-", dir="/var/tmp"))
    tree = Tree(root, database)
    try:
        tree.prepare()
        yield tree
    finally:
        tree.stop()
        shutil.rmtree(root, ignore_errors=True)


def fresh(tree: Tree) -> list[str]:
    release = install(tree, _head())
    tree.start()
    return [*checked(tree), *backed_up(tree, release)]


def upgraded(tree: Tree, commit: str) -> list[str]:
    old = install(tree, commit)
    shell(tree, old, _EDITS)
    new = tree.release(_head())
    tree.walk("\n".join(block("python3 -m venv").splitlines()[:2]), new)
    tree.walk(block(".venv/bin/python manage.py check --deploy"), new)
    tree.switch(new)
    tree.start()
    problems = [*checked(tree), *kept(tree, new, "after the upgrade")]
    shell(tree, new, _LATER)
    tree.stop()
    (backup,) = tree.path("/var/backups/optimaal-digitaal").glob("*.tar.gz")
    tree.walk(block("--replace --no-migrate").replace("<file>", backup.name), new)
    tree.switch(old)
    tree.walk(".venv/bin/python manage.py rebuild_search", old)
    return problems + kept(tree, old, "after going back", served=False)


def install(tree: Tree, commit: str) -> Path:
    """Steps 3 and 4, as the manual of that release has them."""
    release = tree.release(commit)
    tree.switch(release)
    steps = block("createsuperuser", (release / "docs" / "beheer.md").read_text()).splitlines()
    stop = next((place for place, line in enumerate(steps) if "/gunicorn " in line), len(steps))
    password = {"DJANGO_SUPERUSER_USERNAME": "beheer", "DJANGO_SUPERUSER_PASSWORD": "een-lang-wachtwoord-voor-beheer"}
    tree.walk("\n".join(steps[:stop]).replace(" NAME ", " beheer "), release, **password)
    return release


def checked(tree: Tree) -> list[str]:
    """What a visitor, a scanner, a monitor and a reader of logs find."""
    found = {path: tree.get(path) for path in ("/", "/methoden/", f"/zoeken/?q={ASKED}", "/beheer/", "/healthz")}
    wrong = [f"{path} answers {status}" for path, (status, _, _) in found.items() if status not in (200, 302)]
    home = found["/"]
    for name, word in {
        "Strict-Transport-Security": "63072000",
        "Content-Security-Policy": "default-src 'none'",
    }.items():
        if home[1] is None or word not in (home[1].getheader(name) or ""):
            wrong.append(f"/ has no {name}")
    for style in re.findall(rb'href="(/static/[^"]+\.css)"', home[2]):
        status, _, _ = tree.get(style.decode())
        wrong += [] if status == 200 else [f"{style.decode()} answers {status}"]
    login = _followed(tree, "/beheer/")
    wrong += [] if b'type="password"' in login else ["the page to log in is not there"]
    status, response, _ = tree.get("/methoden/?q=x", plain=True)
    if status != 301 or response is None or response.getheader("Location") != f"https://{HOST}/methoden/?q=x":
        wrong.append("http does not lead to https")
    for path in (
        "/metrics",
        "/media/documents/x.pdf",
        "/media/wagtail_uploads/x.jpg",
        "/.env",
        "/.git/config",
        "/readyz",
    ):
        status, _, _ = tree.get(path)
        wrong += [] if status in (403, 404) else [f"{path} answers {status}"]
    status, text = tree.monitored("/metrics")
    wrong += [] if status == 200 and b"od_requests_total{" in text else ["the monitor is told nothing"]
    worker = json.loads(tree.monitored("/readyz")[1] or b"{}").get("worker")
    wrong += [] if worker is not None else ["no worker runs"]
    return wrong + _logs(tree)


def _logs(tree: Tree) -> list[str]:
    """Ask secret addresses in every way that writes a line, then look for the secret."""
    addresses = [
        f"/s/{SECRET}/",
        f"/S/{SECRET.upper()}/x?y={ASKED}",
        f"/s/{SECRET}",
        f"//s/{SECRET}/",
        f"/w/{CODE}",
        f"/w/?code={CODE}",
    ]
    for address in addresses:
        tree.get(address)
        tree.get(address, plain=True)
        tree.get(address, method="POST", body=b"x" * 70_000)
    tree.get(addresses[0], method="POST", body=b"x" * 23_000_000)
    with ThreadPoolExecutor(16) as crowd:
        statuses = [status for status, _, _ in crowd.map(tree.get, [addresses[0]] * 400)]
    secrets = re.compile("|".join((SECRET, CODE, ASKED, "een-lang-wachtwoord", tree.token)), re.IGNORECASE)
    wrong = [f"{name} holds {found[0][:8]}…" for name, text in tree.logs().items() if (found := secrets.search(text))]
    lines = {name: text.splitlines() for name, text in tree.logs().items()}
    seen = sum("/s/…" in line or "/s/*" in line for found in lines.values() for line in found)
    print(f"  logs, lines: {', '.join(f'{name} {len(found)}' for name, found in lines.items())}")
    print(f"  {seen} of secret addresses; {statuses.count(429)} of 400 at once refused")
    return wrong + ([] if seen > 400 and not {0, 500, 502} & set(statuses) else ["secret addresses are not in the log"])


def backed_up(tree: Tree, release: Path) -> list[str]:
    """The line of the backup's unit, while the services run."""
    command = unit("optimaal-digitaal-backup.service")["ExecStart"]
    tree.walk(command, release)
    made = list(tree.path("/var/backups/optimaal-digitaal").glob("*.tar.gz"))
    return [] if len(made) == 1 and made[0].stat().st_mode & 0o777 == 0o600 else ["the backup is not there"]


def kept(tree: Tree, release: Path, when: str, *, served: bool = True) -> list[str]:
    """The editor's work that did not survive unchanged."""
    seen = json.loads(shell(tree, release, _SEEN).rpartition("SEEN")[2])
    wrong = [] if seen["title"] == "Wat Anna schreef" else [f"{when} the page is {seen['title']!r}"]
    wrong += [] if "Wat Anna nog niet wil tonen" in seen["drafts"] else [f"{when} the draft is gone"]
    wrong += [] if seen["anna"] else [f"{when} the account does not work"]
    if served:
        status, _, body = tree.get(seen["url"])
        wrong += [] if status == 200 and b"Wat Anna schreef" in body else [f"{when} the page answers {status}"]
        wrong += (
            [] if tree.get("/media/images/anna.png")[2] == b"beeld van Anna" else [f"{when} the image is not served"]
        )
    elif (tree.path("/var/lib/optimaal-digitaal") / "media/images/anna.png").read_bytes() != b"beeld van Anna":
        wrong.append(f"{when} the image is another")
    return wrong


def shell(tree: Tree, release: Path, code: str) -> str:
    done = subprocess.run(
        [".venv/bin/python", "manage.py", "shell", "-c", code],
        cwd=release,
        env=tree.environment(),
        **tree.as_user,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout


def _followed(tree: Tree, path: str) -> bytes:
    for _ in range(5):
        status, response, body = tree.get(path)
        if status not in (301, 302) or response is None:
            return body
        path = (response.getheader("Location") or "").removeprefix(f"https://{HOST}")
    return b""


def _head() -> str:
    return subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] else None))

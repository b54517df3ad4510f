"""Show the gallery in a browser: python frontend/serve.py, then open http://127.0.0.1:8001/home.html.

The gallery uses the same addresses as the site (/static/site/...), so it needs a server.
"""

from __future__ import annotations

import http.server
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent


class Gallery(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        name = urlsplit(path).path.lstrip("/")
        root = HERE.parent / "core" if name.startswith("static/") else HERE / "gallery"
        target = (root / (name or "home.html")).resolve()
        return str(target) if target.is_relative_to(root) else str(root / "missing")


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", 8001), Gallery).serve_forever()

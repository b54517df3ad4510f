"""The committed lists: present, clean, small, and not read before they are needed."""

import subprocess
import sys

from search.dutch.words import lists
from search.dutch.words.folding import fold


def test_size() -> None:
    assert sum(path.stat().st_size for path in lists.DATA.iterdir()) < 1_500_000


def test_lists_are_folded_and_plain() -> None:
    modifiers, heads = lists.parts()
    forms = lists.base_forms()
    words = {*modifiers, *heads, *forms, *forms.values(), *lists.whole_words(), *lists.own_stems()}
    assert all(word.isascii() and word.isalpha() and fold(word) == word for word in words)


def test_lists_are_not_empty() -> None:
    modifiers, heads = lists.parts()
    assert min(len(modifiers), len(heads)) > 3_000
    assert len(lists.base_forms()) > 30_000
    assert len(lists.protected_names()) > 50


def test_names_are_not_parts() -> None:
    modifiers, heads = lists.parts()
    assert not lists.protected_names() & set(lists.base_forms())
    assert {"digid", "mijnoverheid", "berichtenbox"}.isdisjoint({*modifiers, *heads})


def test_notice_names_origin_and_licence() -> None:
    notice = (lists.DATA / "NOTICE").read_text(encoding="utf-8")
    assert all(word in notice for word in ("OpenTaal", "wdutch 1:2.20.19-2", "BSD", "THIS SOFTWARE IS PROVIDED"))


def test_import_reads_no_list_and_no_django() -> None:
    code = (
        "import sys; import search.dutch.analysis, search.dutch.questions, search.dutch.highlight;"
        "import search.dutch.spelling, search.dutch.synonyms;"
        "from search.dutch.words import lists;"
        "assert lists.base_forms.cache_info().currsize == 0; assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

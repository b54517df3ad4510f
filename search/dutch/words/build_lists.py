"""Build the committed word lists from the OpenTaal list. Run by hand, never at run time.

    apt-get download wdutch && dpkg-deb -x wdutch_*.deb wdutch      # 1:2.20.19-2
    pip install wordfreq==3.1.1
    python -m search.dutch.words.build_lists wdutch/usr/share/dict/dutch

Writes `data/base_forms.txt` (``base form form``: which form counts as which base form) and `data/parts.txt` (words that
make compounds). OpenTaal decides what is a word; how often OpenTaal itself uses a word inside compounds decides whether
it is a part; wordfreq only serves as a threshold here, no frequency is copied. Origin and licences: `data/NOTICE`.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from wordfreq import zipf_frequency  # type: ignore[import-not-found, unused-ignore]

from search.dutch.words.base_forms import by_last_part
from search.dutch.words.folding import fold
from search.dutch.words.lists import DATA, read_lines, whole_words
from search.dutch.words.orthography import VOWELS, closed, without_ending
from search.dutch.words.porter import porter
from search.dutch.words.stopwords import STOPWORDS, words_of

PARTICLES = words_of(
    "aan achter af bij binnen door in langs los mee na neer om onder op over rond samen terug tegen toe uit vast voor "
    "voort weg"
)
PREFIXES = words_of("be her mis ont ver over onder")
NOUN_LIKE_PASTS = words_of("spraken gaven braken")
COMMON_ZIPF = 3.3
MAX_ACTION_LEAD = 0.8
MAX_ZIPF_LEAD = 1.0
"""A form that is more than ten times as frequent as its supposed base is taken for a word of its own (gezond is not
from zonnen).
"""


def zipf(word: str) -> float:
    """Return the frequency class of `word` on the Zipf scale (0 = unknown, 7 = most frequent)."""
    return float(zipf_frequency(word, "nl"))


def read_words(path: Path) -> set[str]:
    """Return the folded lower-case words of an OpenTaal list, one word a line.

    Names and hyphenated words are left out.
    """
    plain = re.compile(r"[a-zà-ÿ']{2,}")
    folded = (fold(line.strip()) for line in path.open(encoding="utf-8") if plain.fullmatch(line.strip()))
    return {word for word in folded if word.isascii() and word.isalpha()}


def noun_bases(word: str) -> Iterator[str]:
    """Yield possible singular or undeclined forms of `word`."""
    if word.endswith("s") and len(word) >= 5 and word[-2] in VOWELS:
        yield word[:-1]
    if word.endswith(("ieen", "eeen")):
        yield word[:-2]
    if word.endswith("iele"):
        yield word[:-2] + "el"
    if word.endswith("ien") and len(word) > 5:
        yield word[:-1]
    for ending in ("en", "e"):
        if word.endswith(ending):
            yield from without_ending(word[: -len(ending)])


def diminutive_bases(word: str) -> Iterator[str]:
    """Yield possible base forms of a diminutive (briefje, telefoontje, filmpje, belletje, fotootje, rekeninkje),
    likeliest first.
    """
    singular = word.removesuffix("s")
    if zipf(singular.removesuffix("je")) >= COMMON_ZIPF:
        yield singular.removesuffix("je")
    if singular.endswith("inkje"):
        yield singular[:-5] + "ing"
    if singular.endswith("etje"):
        yield from (base for base in (closed(singular[:-4]), singular[:-4]) if base)
    for ending in ("tje", "mpje", "je"):
        if singular.endswith(ending):
            stem = singular.removesuffix(ending) + ("m" if ending == "mpje" else "")
            yield stem
            if ending == "tje" and stem[-2:] in ("aa", "oo", "uu", "ee"):
                yield stem[:-1]


def participles(stem: str, ending: str) -> Iterator[str]:
    """Yield the past participles a weak verb can have: gebeld, aangevraagd, besteld."""
    tail = "" if stem.endswith(ending) else ending
    if stem.startswith(("ge", *PREFIXES)):
        yield stem + tail
    yield "ge" + stem + tail
    for particle in PARTICLES:
        if stem.startswith(particle) and len(stem) > len(particle) + 2:
            yield particle + "ge" + stem.removeprefix(particle) + tail


def weak_verb(infinitive: str, words: set[str]) -> tuple[str, list[str]] | None:
    """Return stem and forms of a regular verb, or None when the list does not hold its stem, its -t form and a
    participle.
    """
    root = infinitive[:-2]
    ending = "t" if root[-1] in "tkfschpx" else "d"
    for stem in without_ending(root):
        third = stem if stem.endswith("t") else stem + "t"
        found = [form for form in participles(stem, ending) if form in words]
        past = [stem + ending + "e", stem + ending + "en"]
        if third in words and found and (found != [stem] or past[0] in words):
            present = [infinitive, third, infinitive + "d", infinitive + "de"]
            declined = [form + "e" for form in found]
            return stem, [form for form in present + past + found + declined if form in words]
    return None


def hand_forms(words: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (form, base) of `data/hand_forms.txt`, and of the same verbs with a particle or prefix."""
    for line in read_lines("hand_forms.txt"):
        base, *forms = line.split()
        for form in forms if not line.startswith("!") else ():
            yield form, base
            for first in (*PARTICLES, *PREFIXES) if form not in NOUN_LIKE_PASTS else ():
                if first + form in words and first + base in words:
                    yield first + form, first + base


def base_forms(words: set[str]) -> dict[str, str]:
    """Return form -> base form.

    Hand-made first, then verbs, nouns and adjectives, diminutives; chains are followed to their end.
    """
    direct: dict[str, str] = {}
    own = {form for line in read_lines("hand_forms.txt") if line.startswith("!") for form in line[1:].split()}
    for form, base in hand_forms(words):
        if form not in own:
            direct.setdefault(form, base)
    verbs = {word: verb for word in words if word.endswith("en") and len(word) > 4 and (verb := weak_verb(word, words))}
    fixed = own | set(direct.values()) | {stem for stem, _ in verbs.values()}

    def add(form: str, base: str, infinitive: str | None = None) -> None:
        lead = zipf(form) - zipf(infinitive or base)
        if form in direct or form in fixed or form == base or {form, base} & STOPWORDS or lead > MAX_ZIPF_LEAD:
            return
        direct[form] = base

    def add_first(form: str, candidates: Iterable[str]) -> None:
        base = next((candidate for candidate in candidates if candidate in words and len(candidate) > 2), None)
        if base is not None:
            add(form, base)

    ordered = sorted(words)
    for word in (word for word in ordered if not word.endswith(("en", "e"))):
        add_first(word, noun_bases(word))
    for word in sorted(verbs, key=lambda verb: (-zipf(verb), verb)):
        stem, inflected = verbs[word]
        for form in inflected:
            add(form, stem, word)
    for infinitive, stem in actions(words, direct, verbs):
        noun = infinitive[:-2] + "ing"
        if noun in words and zipf(noun) - zipf(infinitive) <= MAX_ACTION_LEAD:
            add(noun, stem, infinitive)
    for word in (word for word in ordered if word.endswith(("en", "e"))):
        add_first(word, noun_bases(word))
    for word in (word for word in ordered if word.endswith(("je", "jes"))):
        add_first(word, diminutive_bases(word))
    return {form: follow(form, direct) for form in direct}


def actions(
    words: set[str], direct: dict[str, str], verbs: dict[str, tuple[str, list[str]]]
) -> Iterator[tuple[str, str]]:
    """Yield (infinitive, stem) of all verbs: their noun of action in -ing shares the stem (verhuizing - verhuis)."""
    for infinitive in sorted(words):
        stem = verbs[infinitive][0] if infinitive in verbs else direct.get(infinitive)
        if stem is not None and infinitive.endswith("en") and stem in tuple(without_ending(infinitive[:-2])):
            yield infinitive, stem


def follow(form: str, direct: dict[str, str]) -> str:
    """Return the end of the chain that starts at `form` (belletjes -> belletje -> bel).

    A circle ends where it closes.
    """
    seen = {form}
    while form in direct and direct[form] not in seen:
        form = direct[form]
        seen.add(form)
    return form


def part_counts(words: set[str], candidates: set[str]) -> tuple[Counter[str], Counter[str]]:
    """Return how many compounds of `words` start with, and how many end with, each candidate."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for word in words:
        for border in range(4, len(word) - 3):
            head = word[border:]
            if head not in candidates:
                continue
            for link in ("", "s", "en", "e", "n"):
                modifier = word[:border].removesuffix(link)
                if modifier + link == word[:border] and modifier in candidates:
                    first[modifier] += 1
                    last[head] += 1
                    break
    return first, last


def part_lines(words: set[str], forms: dict[str, str]) -> list[str]:
    """Return the lines of `data/parts.txt`, most productive part first.

    ``huis`` anywhere, ``woon-`` not last, ``-plek`` only last.
    """
    by_hand = [part for line in read_lines("hand_parts.txt") for part in line.split()]
    never = {part.strip("!-") for part in by_hand if part.startswith("!")}
    extra = [part for part in by_hand if not part.startswith("!")]
    extra += sorted(whole_words())

    def inflected(word: str) -> bool:
        if word in forms and not word.endswith("ing"):
            return True
        shorter = [(ending, word.removesuffix(ending)) for ending in ("en", "e", "s", "n") if word.endswith(ending)]
        return any(
            base in words
            and zipf(base) > zipf(word) - (0.8 if ending == "s" else 0.3)
            and (ending == "s" or porter(word) == porter(base))
            for ending, base in shorter
        )

    common = {word for word in words if 4 <= len(word) <= 14 and zipf(word) >= 2.6 and word not in STOPWORDS}
    candidates = {word for word in common - never if not inflected(word)}
    first, last = part_counts(words, candidates)
    least = {4: 16, 5: 8, 6: 4}
    chosen: dict[str, str] = {line.strip("-"): line for line in extra}
    for word in sorted(candidates, key=len):
        bar = least.get(len(word), 2)
        as_first, as_last = first[word] >= bar, last[word] >= bar
        if word not in chosen and (as_first or as_last) and not divisible(word, chosen, forms):
            chosen[word] = word if as_first and as_last else f"{word}-" if as_first else f"-{word}"
    return [chosen[word] for word in sorted(chosen, key=lambda word: (-(first[word] + last[word]), word))]


def divisible(word: str, parts: dict[str, str], forms: dict[str, str]) -> bool:
    """Tell whether `word` is itself made of two smaller parts."""
    for border in range(3, len(word) - 2):
        head = parts.get(word[border:])
        if head is None or head.endswith("-"):
            continue
        for link in ("", "s", "en", "e", "n"):
            piece = word[:border].removesuffix(link)
            modifier = parts.get(piece) or parts.get(forms.get(piece, ""))
            if word[:border].endswith(link) and modifier is not None and not modifier.startswith("-"):
                return True
    return False


def base_form_lines(forms: dict[str, str], modifiers: set[str]) -> list[str]:
    """Return ``base form form`` lines for the forms that Porter would not bring to the stem of their base and that the
    last part does not tell.
    """
    needed = {form: base for form, base in forms.items() if porter(form) != porter(base)}
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for form, base in needed.items():
        if by_last_part(form, needed, modifiers) != base:
            grouped[base].append(form)
    return [" ".join([base, *sorted(grouped[base])]) for base in sorted(grouped)]


def main(path: Path) -> None:
    """Write both lists; prints how long they became."""
    words = read_words(path)
    forms = base_forms(words)
    parts = part_lines(words, forms)
    modifiers = {line.strip("-") for line in parts if not line.startswith("-")}
    outputs = {"base_forms.txt": base_form_lines(forms, modifiers), "parts.txt": parts}
    for name, lines in outputs.items():
        (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        sys.stdout.write(f"{name}: {len(lines)} lines\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

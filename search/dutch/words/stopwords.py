"""Stop words: words so frequent that they say nothing about a text. Written for this project; folded forms.

A stop word keeps its place in the index (phrases need it) but does not count in a question, unless the question holds
nothing else. Left out on purpose although they are frequent: `niet`, `geen` and `zonder` (no digital, no proof),
`meer`, `minder`, `beter`, `eerst`, `samen`, `zelf` and the particles `op`, `in`, `uit` when they stand in a compound:
those change what a method is about.
"""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a space-separated list."""
    return tuple(text.split())


_ARTICLES = "de het een der des den t n s"
_PRONOUNS = (
    "ik je jij jou jouw u uw hij ze zij we wij ons onze jullie hem haar hun hen mij me mijn zijn zich zichzelf "
    "dit dat deze die wie wat welke welk er daar hier men iemand iets alles"
)
_PREPOSITIONS = (
    "aan af bij binnen door in langs met na naar om onder op over per rond sinds te ten ter tegen tijdens toe tot "
    "tussen uit van vanaf via voor"
)
_CONJUNCTIONS = "en of maar want dus als dan dat doordat omdat terwijl toen zodat zodra hoewel indien mits noch wanneer"
_ADVERBS = (
    "al alleen altijd ander andere bijna daarbij daardoor daarom daarna daarmee "
    "ervan erbij hierbij hiervoor ervoor eens elk elke ook nog nu "
    "heel zeer zo zoals zulke toch vaak veel wel weer even echt gewoon hoe waar waarom waarbij waardoor waarmee "
    "bijvoorbeeld"
)
_VERBS = (
    "ben bent is was waren geweest wees word wordt worden werd werden geworden heb hebt heeft hebben had hadden gehad "
    "kan kun kunt kunnen kon konden zal zul zult zullen zou zouden moet moeten moest moesten mag mogen mocht mochten "
    "wil wilt willen wilde wilden ga gaat gaan ging gingen doe doet doen deed deden laat laten"
)
_ABBREVIATIONS = "bijv bv mbv ivm nav tav ihkv oa ed etc enz dwz nl ca evt resp"

STOPWORDS: frozenset[str] = frozenset(
    words_of(" ".join((_ARTICLES, _PRONOUNS, _PREPOSITIONS, _CONJUNCTIONS, _ADVERBS, _VERBS, _ABBREVIATIONS)))
)


def is_stopword(folded: str) -> bool:
    """Tell whether a folded word is a stop word."""
    return folded in STOPWORDS

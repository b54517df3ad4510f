"""One address per kind of page, for tests that look at all of them."""

from __future__ import annotations

# Name -> (path, status).
PAGE_KINDS: dict[str, tuple[str, int]] = {
    "home": ("/", 200),
    "methods": ("/methoden/", 200),
    "cases": ("/praktijk/", 200),
    "family": ("/families/gemeente/", 200),
    "theme": ("/themas/gebruiksgemak/", 200),
    "channel": ("/kanalen/post/", 200),
    "barrier": ("/belemmeringen/vergeten/", 200),
    "overview": ("/themas/", 200),
    "method": ("/methoden/stuur-een-herinnering-op-het-juiste-moment/", 200),
    "method without results": ("/methoden/terugstuurservice-voor-onduidelijke-brieven/", 200),
    "case": ("/praktijk/helft-van-de-aanvragen-voor-een-vog-helemaal-digitaal/", 200),
    "case without effect": ("/praktijk/een-opvallende-envelop-veranderde-niets/", 200),
    "case with a relative change": (
        "/praktijk/meer-digitale-aanvragen-van-bedrijven-in-pijnacker-nootdorp/",
        200,
    ),
    "case with a range": ("/praktijk/minder-bezoek-aan-de-contactpagina-van-duo/", 200),
    "case worse than another": ("/praktijk/een-brief-over-de-boete-werkte-beter-dan-een-sociale-norm/", 200),
    "background": ("/praktijk/de-overheid-werd-tussen-2014-en-2017-digitaal-volwassener/", 200),
    "search": ("/zoeken/", 200),
    "search with hits": ("/zoeken/?q=brieven&familie=gemeente&kanaal=post", 200),
    "search without hits": ("/zoeken/?q=qwzxqwzx&kanaal=chat", 200),
    "search past the end": ("/zoeken/?q=brieven&pagina=99", 404),
    "ask the editors": ("/vraag-de-redactie/?q=brieven", 200),
    "asked the editors": ("/vraag-de-redactie/bedankt/", 200),
    "how we judge": ("/zo-beoordelen-wij/", 200),
    "all results": ("/resultaten/", 200),
    "results of one indicator": ("/resultaten/?indicator=gemiste-afspraken-per-100", 200),
    "no such results": ("/resultaten/?richting=geen-verschil&jaar=2011", 200),
    "changes": ("/wijzigingen/", 200),
    "corrections": ("/correcties/", 200),
    "correction sent": ("/resultaten/klopt-niet/bedankt/", 200),
    "workshop start": ("/werksessie/?k=31,18,p2", 200),
    "workshop guide": ("/werksessie/handleiding/", 200),
    "workshop join": ("/w/", 200),
    "workshop with a wrong code": ("/w/AEIOUAEI", 404),
    "plain": ("/over-deze-site/", 200),
    "figures explained": ("/zo-lees-je-de-cijfers/", 200),
    "accessibility": ("/toegankelijkheid/", 200),
    "contact": ("/contact/", 200),
    "not found": ("/bestaat-niet/", 404),
    "gone": ("/m/64", 410),  # see `starter_server`: number 64 was given out and taken away
}

"""Whether mail comes from an organisation: by the domain that stands in its list with the public source that says so.

No public register gives mail domains, so editors record them: in the list, or when they confirm a name.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator

# Where anybody gets an address.
_PROVIDERS = """
    gmail.com googlemail.com hotmail.com hotmail.nl outlook.com outlook.nl live.com live.nl msn.com icloud.com me.com
    yahoo.com proton.me protonmail.com gmx.com gmx.net aol.com ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl
    xs4all.nl home.nl upcmail.nl quicknet.nl casema.nl chello.nl telfort.nl tele2.nl zonnet.nl online.nl
"""
_FOR_ANYBODY = frozenset(_PROVIDERS.split())
_is_domain = DomainNameValidator(message="Dit is geen domein. Schrijf wat achter de @ staat, zoals voorbeeld.nl.")


def domain_of(email: str) -> str:
    """The domain of a mail address; empty for anything else."""
    return email.rpartition("@")[2].casefold()


def check_domain(domain: str) -> None:
    """:raises ValidationError: for what is no domain, and for one of a provider of mail."""
    _is_domain(domain)
    if domain in _FOR_ANYBODY:
        raise ValidationError(f"Bij {domain} kan iedereen een adres krijgen.")


def is_within(domain: str, own: str) -> bool:
    """Whether it is this domain or one below it: ‘zorg.voorbeeld.nl’ is of ‘voorbeeld.nl’."""
    return bool(own) and (domain == own or domain.endswith(f".{own}"))

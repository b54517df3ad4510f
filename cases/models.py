"""Models of the cases room, gathered where Django looks for them."""

from cases.pages import CaseMethod, CaseOrganisation, CasePage, CaseProduct, CaseSource
from cases.results import Result, ResultMethod, ResultSource

__all__ = [
    "CaseMethod",
    "CaseOrganisation",
    "CasePage",
    "CaseProduct",
    "CaseSource",
    "Result",
    "ResultMethod",
    "ResultSource",
]

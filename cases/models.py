"""Models of the cases room, gathered where Django looks for them."""

from cases.corrections.models import CorrectionReport, FormerValue
from cases.facts.models import ResultFacts, ShownFigures
from cases.pages import CaseMethod, CaseOrganisation, CasePage, CaseProduct, CaseSource
from cases.results import Result, ResultMethod, ResultSource
from cases.summaries.models import EvidenceState, EvidenceSummary, StaleEvidence

__all__ = [
    "CaseMethod",
    "CaseOrganisation",
    "CasePage",
    "CaseProduct",
    "CaseSource",
    "CorrectionReport",
    "EvidenceState",
    "EvidenceSummary",
    "FormerValue",
    "Result",
    "ResultFacts",
    "ResultMethod",
    "ResultSource",
    "ShownFigures",
    "StaleEvidence",
]

"""Models of the cases room, gathered where Django looks for them."""

from cases.models.corrections import CorrectionReport, FormerValue
from cases.models.evidence import EvidenceState, EvidenceSummary, StaleEvidence
from cases.models.pages import CaseMethod, CaseOrganisation, CasePage, CaseProduct, CaseSource, CaseTag
from cases.models.result_facts import ResultFacts, ShownFigures
from cases.models.results import RELATION_FIELDS, Result, ResultMethod, ResultSource

__all__ = [
    "RELATION_FIELDS",
    "CaseMethod",
    "CaseOrganisation",
    "CasePage",
    "CaseProduct",
    "CaseSource",
    "CaseTag",
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

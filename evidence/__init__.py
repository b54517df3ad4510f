"""What results of organisations say together: direction, size and strength, each computed and none of it typed.

Pure Python, standard library only; usable without the site. `python -m evidence --help` for the command.

    from evidence import Counts, Result, at_start, summarise

    summary = summarise([Result("Arnhem", "gemiste afspraken", Counts(120, 800, 90, 800), Better.LOWER)], as_of=day)
"""

from __future__ import annotations

from evidence.effects import Effect, effect_of
from evidence.figures import (
    Counts,
    Figures,
    Points,
    Relative,
    RelativeRange,
    Series,
    Shares,
    Single,
    Values,
    Words,
)
from evidence.kinds import Better, Design, Direction, Relation, ReportedBy, Role, Scale, Spoken
from evidence.meta import Estimator, RandomEffects, random_effects
from evidence.pooling import NotPooled, OrganisationEffect, Pooled
from evidence.results import Result
from evidence.rule2.direction import result_direction
from evidence.rule2.levels import DESIGN_NAMES, DIRECTION_NAMES, LEVEL_NAMES, Rung, ladder
from evidence.rule2.organisations import Measured, OrganisationEvidence
from evidence.rule2.reasons import Kind, Need, Reason
from evidence.rule2.strength import Strength
from evidence.rule2.thresholds import RULE, Thresholds
from evidence.starting_point import Example, Refusal, StartingPoint, at_start, carry_over
from evidence.summary import IndicatorSummary, MethodSummary, SignTest, summarise
from evidence.trend import LeftAfterTrend, left_after_trend
from evidence.words import indicator_sentences, method_sentences, typical_start

__all__ = [
    "DESIGN_NAMES",
    "DIRECTION_NAMES",
    "LEVEL_NAMES",
    "RULE",
    "Better",
    "Counts",
    "Design",
    "Direction",
    "Effect",
    "Estimator",
    "Example",
    "Figures",
    "IndicatorSummary",
    "Kind",
    "LeftAfterTrend",
    "Measured",
    "MethodSummary",
    "Need",
    "NotPooled",
    "OrganisationEffect",
    "OrganisationEvidence",
    "Points",
    "Pooled",
    "RandomEffects",
    "Reason",
    "Refusal",
    "Relation",
    "Relative",
    "RelativeRange",
    "ReportedBy",
    "Result",
    "Role",
    "Rung",
    "Scale",
    "Series",
    "Shares",
    "SignTest",
    "Single",
    "Spoken",
    "StartingPoint",
    "Strength",
    "Thresholds",
    "Values",
    "Words",
    "at_start",
    "carry_over",
    "effect_of",
    "indicator_sentences",
    "ladder",
    "left_after_trend",
    "method_sentences",
    "random_effects",
    "result_direction",
    "summarise",
    "typical_start",
]

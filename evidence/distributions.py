"""The quantiles and probabilities the computation needs, from the standard library only."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

CONFIDENCE = 0.95
# 1.959963984540054, the two-sided 95% point of the normal distribution.
Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


def student_t_central(t: float, df: int) -> float:
    """The probability that |T| <= t for Student's t with `df` (1 or more) degrees of freedom.

    The finite sums for whole degrees of freedom: Abramowitz and Stegun, Handbook of Mathematical Functions (1964),
    26.7.3 and 26.7.4, https://personal.math.ubc.ca/~cbm/aands/page_948.htm. All terms are positive, so nothing
    cancels.
    """
    theta = math.atan2(t, math.sqrt(df))
    # cos squared of theta, without the loss that cos(atan(x)) has for a large x.
    cos2 = df / (df + t * t)
    sine = math.sin(theta)
    terms = []
    if df % 2:
        term = math.sqrt(cos2)
        for number in range(1, (df - 1) // 2 + 1):
            terms.append(term)
            term *= cos2 * 2 * number / (2 * number + 1)
        return 2 / math.pi * (theta + sine * math.fsum(terms))
    term = 1.0
    for number in range(1, df // 2 + 1):
        terms.append(term)
        term *= cos2 * (2 * number - 1) / (2 * number)
    return sine * math.fsum(terms)


@lru_cache(maxsize=4096)
def student_t_quantile(df: int, confidence: float = CONFIDENCE) -> float:
    """The t for which |T| <= t has probability `confidence` (between 0 and 1), for `df` = 1, 2, 3, ...

    Newton's method from the normal quantile: that lies at or below the answer and the probability is concave in t, so
    every step goes up and none goes too far; a step that is no longer up is rounding. Closed forms for 1 and 2.
    Raises ValueError outside those bounds.
    """
    if df < 1 or not 0 < confidence < 1:
        raise ValueError("df must be 1 or more and the confidence between 0 and 1")
    if df == 1:
        return math.tan(math.pi * confidence / 2)
    if df == 2:
        return confidence * math.sqrt(2 / ((1 - confidence) * (1 + confidence)))
    log_height = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)
    t = NormalDist().inv_cdf(0.5 + confidence / 2)
    step = math.inf
    while step > 1e-15 * t:
        density = math.exp(log_height - (df + 1) / 2 * math.log1p(t * t / df))
        step = (confidence - student_t_central(t, df)) / (2 * density)
        t += step
    return t


def two_sided_binomial(successes: int, failures: int) -> float:
    """The sign test: the chance of a split at least this uneven when both sides are equally likely. 1 for no data.

    Dixon and Mood 1946 (https://doi.org/10.1080/01621459.1946.10501898). Exact, with whole numbers.
    """
    total, fewer = successes + failures, min(successes, failures)
    ways, summed = 1, 0
    for number in range(fewer + 1):
        summed += ways
        ways = ways * (total - number) // (number + 1)
    return min(1.0, 2 * summed / (1 << total))

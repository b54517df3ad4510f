from __future__ import annotations

import pytest

from evidence.distributions import Z, student_t_central, student_t_quantile, two_sided_binomial
from tests.evidence.needs import require

# Two-sided 95% points: tables to twelve digits and more (Abramowitz and Stegun 26.10 has the first decimals).
KNOWN = {
    1: 12.706204736174694,
    2: 4.302652729749464,
    3: 3.1824463052837078,
    4: 2.7764451051977934,
    5: 2.5705818356363146,
    10: 2.2281388519649385,
    30: 2.0422724563012373,
    120: 1.979930405052777,
}


@pytest.mark.parametrize("df", KNOWN)
def test_student_t_points(df: int) -> None:
    assert abs(student_t_quantile(df) - KNOWN[df]) < 1e-10


def test_student_t_agrees_with_scipy() -> None:
    stats = require("scipy.stats")
    for df in [*range(1, 60), 99, 100, 500, 1001, 5000]:
        for confidence in (0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999):
            expected = stats.t.ppf(0.5 + confidence / 2, df)
            assert student_t_quantile(df, confidence) == pytest.approx(expected, abs=1e-10, rel=1e-11), (df, confidence)


@pytest.mark.parametrize("df", [1, 2, 3, 7, 24, 399])
def test_the_quantile_is_the_inverse_of_the_probability(df: int) -> None:
    for confidence in (0.05, 0.5, 0.95, 0.995):
        assert student_t_central(student_t_quantile(df, confidence), df) == pytest.approx(confidence, abs=1e-13)


def test_many_degrees_of_freedom_are_the_normal_distribution() -> None:
    assert pytest.approx(1.959963984540054, abs=1e-14) == Z
    assert student_t_quantile(100_000) == pytest.approx(Z, abs=3e-5)


@pytest.mark.parametrize(("df", "confidence"), [(0, 0.95), (-3, 0.95), (3, 0.0), (3, 1.0), (3, 1.2)])
def test_nonsense_is_refused(df: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="df must be"):
        student_t_quantile(df, confidence)


@pytest.mark.parametrize(
    ("better", "worse", "p"), [(0, 0, 1), (1, 0, 1), (1, 1, 1), (5, 0, 0.0625), (9, 1, 22 / 1024), (3, 5, 186 / 256)]
)
def test_sign_test(better: int, worse: int, p: float) -> None:
    assert two_sided_binomial(better, worse) == two_sided_binomial(worse, better) == pytest.approx(p, abs=1e-15)


def test_sign_test_of_thousands() -> None:
    assert two_sided_binomial(2000, 2000) == 1
    assert 0 <= two_sided_binomial(3000, 1000) < 1e-200

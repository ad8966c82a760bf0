"""Rounding of computed numbers: a Decimal goes in, the Decimal that is published comes out."""

from decimal import ROUND_HALF_UP, Decimal


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """The number with so many digits after the point, never a negative zero: 0.125 with two → 0.13."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0


def trim_zeros(value: Decimal) -> Decimal:
    """The same number without zeros at its end, never with an exponent: 45000.0 → 45000."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()

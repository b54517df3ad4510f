"""Measurements and proofs; not part of the product."""

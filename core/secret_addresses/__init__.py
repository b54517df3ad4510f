"""Addresses that only who got one knows: a status page, a workshop, a draft to read along. All stand below `/s/`.

A room says with `addresses.serve` which view answers for one kind of thing, and makes addresses with `addresses.make`.
"""

"""The content against the bank of facts it was taken from; the bank itself is no part of the project."""

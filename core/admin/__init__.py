"""Widgets, panels and comparisons that every edit form uses."""

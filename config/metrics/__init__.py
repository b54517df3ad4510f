"""Figures for a monitor in the text format of Prometheus, at `/metrics`."""

"""Shared by public addresses: limits, filters, pagination, exports, feeds, and pages kept in memory (`cache`)."""

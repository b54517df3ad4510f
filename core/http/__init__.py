"""Shared by public addresses: limits, filters, pagination, exports and feeds.

`guards` say what a request may be, `cache` keeps pages in memory.
"""

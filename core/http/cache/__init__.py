"""Pages and parts of pages that are made once per public state and kept in memory (ADR 17).

`stamp` says which state it is, `validity` what goes by the clock, `kept` keeps values, `page_cache` whole pages.
"""

"""What editors set for search: synonyms, promoted results, protected words.

`versioned_model` is their abstract model; `cache` keeps all of them in memory, ready to use.
"""

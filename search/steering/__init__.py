"""How editors steer search: pages shown first for a question, words that stay whole, why a page stands where it does.

`rows` is what their lists share; `lists` keeps all of them in memory, ready to use. Synonyms are in `search.synonyms`.
"""

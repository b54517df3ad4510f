"""Dutch for search, in pure Python: the same words for every engine. Imports nothing of Django or of the other rooms.

The modules, from the ground up: `folding`, `tokens`, `stopwords`, `lists`, `orthography`, `porter`, `base_forms`,
`stems`, `segmentation`, `compounds`, `analysis`, `questions`; beside them `synonyms`, `spelling`, `highlight`,
`fingerprint`.
"""

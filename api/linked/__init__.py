"""The site as linked data: a catalogue of its data (DCAT-AP-NL) and its lists of words (SKOS), in Turtle and JSON-LD.

`graph` spells both forms from one graph; what goes in it is said by `catalog` and `concepts`.
"""

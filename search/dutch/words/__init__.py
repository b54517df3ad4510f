"""Word lists and what is done to one word: folding, stems, stop words, parts of compounds."""

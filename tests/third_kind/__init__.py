"""A third kind of page, which no product has: one model, one template, one registration."""

"""The newsletter: at its rhythm each subscriber gets what became public since the last and fits the choice."""

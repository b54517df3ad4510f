"""Series: figures of one thing counted in one way over the years, with their definition and the objections to it."""

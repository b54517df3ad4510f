"""Analysis of the text of a question, up to a plan that every engine can carry out."""

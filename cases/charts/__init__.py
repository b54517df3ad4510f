"""Tables and charts of results, and the sentence above them."""

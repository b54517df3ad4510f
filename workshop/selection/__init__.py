"""Some cards in an address: the page that shows them, and the lists of cards that editors publish."""

"""Models of the search room, gathered where Django looks for them."""

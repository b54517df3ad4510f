"""From a selection of cards to actions that come back: selection, compare, cards on paper, the session, the plan."""

"""The actions a team agreed on, at an address of their own: kept up to date, on paper, in a calendar, and asked after."""

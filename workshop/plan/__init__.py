"""The actions a team agreed on, at their own address: kept up to date, printed, in a calendar, and asked after."""

"""The calculator (`/rekenhulp/`): what a change of channel would and would not yield, as ranges.

`formulas` is pure: ranges in, ranges out, each formula written down. `forms` reads what somebody typed,
`views` answers a POST that is stored and logged nowhere. There is no default for what a contact costs.
"""

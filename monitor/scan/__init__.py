"""The product scan (`/productscan/`): how far products are digital, beside the optimum that their organisation states.

`formulas` is pure: lines in, outcomes out, each formula written down. A scan stands at a secret address (`scans`,
`page`); what its owner publishes (`publishing`) is a copy of its own, looked at by editors, and only that is compared
with others (`ranges`) or shown on other pages (`stated`).
"""

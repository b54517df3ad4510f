"""Reports that a result is wrong, and the public log of results that were corrected.

`models.CorrectionReport` is what somebody sent; only editors see it. `log` reads `models.FormerValue`, what a result
said before it was corrected, and shows nothing of a case that is not public any more.
"""

"""What is computed of each single result and kept beside it, so that lists can be filtered and counted by it.

`models.ResultFacts`: the direction by the rule in force and the year of measuring. `refresh` keeps it: after each
change of a case (`receivers`) and each night. Whether a result may be shown is never decided by what is kept here.
"""

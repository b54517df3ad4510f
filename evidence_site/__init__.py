"""The pages about the evidence as a whole: how we judge, all results, what changed, and corrections.

`judging` writes how we judge from the rule in force; `results`, `chart` and `downloads` are the overview of all
results; `changes` and `feed` say what changed; `form` and `guard` take in a correction. `urls` names every address.
"""

"""What other systems read: the API, its documentation and the whole data set as a file.

`resources` declares each resource once; from that follow the answers, the document of the API, the columns of the files
and the page for developers. A kind of page that registers itself in `core.published` has a resource unnamed here.
"""

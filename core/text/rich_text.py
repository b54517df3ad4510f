"""Which formatting an editor may use in running text: little, so that every page stays readable."""

INLINE = ["bold", "italic", "link"]
TEXT = [*INLINE, "ul", "ol"]
PAGE = ["h2", "h3", *TEXT, "image", "document-link"]

"""Building blocks of running pages, one a file."""

from core.blocks.callout import CalloutBlock
from core.blocks.image import FigureBlock
from core.blocks.links import LinkListBlock
from core.blocks.quote import QuoteBlock
from core.blocks.text import HeadingBlock, TextBlock

__all__ = ["CalloutBlock", "FigureBlock", "HeadingBlock", "LinkListBlock", "QuoteBlock", "TextBlock"]

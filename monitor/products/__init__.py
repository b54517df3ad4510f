"""Pages of government products: how often they are asked for, as published, and what this site knows of them."""

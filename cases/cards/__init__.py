"""Cards of cases, and what a method yielded on its card."""

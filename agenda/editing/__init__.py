"""What editors do with the agenda beside editing one page: progress of an owner, files, what readers report."""

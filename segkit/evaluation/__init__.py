"""The fifth stage: the figures of the business, and whether the segments can be trusted."""

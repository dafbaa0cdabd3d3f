"""The knowledge test of a course: item bank, forms, papers, filled sheets, and what the items were worth."""

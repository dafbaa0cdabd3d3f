"""What a learner calls inside a notebook."""

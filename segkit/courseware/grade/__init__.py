"""From what learners hand in to a gradebook, feedback for each of them, and a report on the class."""

"""The course: lessons read, built and checked, and what trainers and learners hold in hand."""

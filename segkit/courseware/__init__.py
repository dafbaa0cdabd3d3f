"""From lesson sources to what trainers and learners hold: lessons, packs, documents, grading."""

"""The flow, stage by stage: what the notebooks tell cell by cell and the pipeline runs at once."""

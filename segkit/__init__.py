"""A training and report kit for customer segmentation."""

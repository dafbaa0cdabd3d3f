"""What an order file says about each customer: RFM, habits, scores, scaling and a bounded sample."""

"""Customer lifetime value without a contract: how often people buy again, what they spend, what that is worth."""

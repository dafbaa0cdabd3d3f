"""Industry packs: an invented company of a trade, with the truth planted in it, for each case that is taught."""

"""Every record of a text file kept exactly or set aside with a reason, before the fast reader sees the file."""

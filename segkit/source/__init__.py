"""Collection: files, workbooks and databases become tables of text, then of mapped columns."""

"""The report's pages: facts, brand and wording in; views for the templates out."""

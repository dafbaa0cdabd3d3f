"""The report: from the stages' facts to pages, workbook and HTML."""

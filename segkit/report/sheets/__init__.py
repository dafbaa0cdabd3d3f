"""The data behind each exhibit, as the workbook holds it."""

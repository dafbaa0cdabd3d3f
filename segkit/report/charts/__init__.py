"""The report's charts: from facts, brand and wording to SVG, in a notebook as in the PDF."""

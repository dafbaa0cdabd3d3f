"""A company's study for a class: ids, names, days and small groups replaced, everything that is taught kept."""

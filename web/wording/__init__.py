"""Sentences: dates, reasons, problems and refusals in the reader's language."""

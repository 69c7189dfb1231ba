"""Tests of redaction; marked.py writes flags into a text."""

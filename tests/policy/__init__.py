"""Tests of the policy: the table cell by cell, and what is decided by it."""

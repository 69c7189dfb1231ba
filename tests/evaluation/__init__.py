"""Tests of scoring on gold notes."""

"""Tests of iolkit.readers."""

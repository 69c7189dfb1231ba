"""Tests of what many notes say together."""

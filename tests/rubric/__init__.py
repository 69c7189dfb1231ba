"""Tests of the rubric: its data, its arithmetic, fit, flips and plans."""

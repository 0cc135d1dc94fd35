"""Findings and verdicts as text or data; decides nothing."""

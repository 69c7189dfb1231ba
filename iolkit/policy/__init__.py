"""Who may read what: category, concern, owner, audience, session rule -> a handling and why.

A pure function over a table (prompts/policy.yaml) that people without Python can read and change.
Every rule only names the *least* handling, and the strictest wins: adding a rule never widens
access, and a wider audience never gets a laxer handling than a narrower one. What the table does
not know is blocked. This package knows no text: what a handling does to words is redaction's.
"""

from iolkit.policy.audiences import AUDIENCES, parse_audience, plain_name
from iolkit.policy.deciding import Policy
from iolkit.policy.table import CONCERNS, LOCKED, STRICTNESS

__all__ = [
    "AUDIENCES",
    "CONCERNS",
    "LOCKED",
    "STRICTNESS",
    "Policy",
    "parse_audience",
    "plain_name",
]

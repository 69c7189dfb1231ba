"""Data: whether everything is in order, the backup, and forgetting a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import forget_person
import order_check
import space_backup
from iolkit.phrases import Tongue, say

if TYPE_CHECKING:
    from iolkit.kit import Kit


def page(kit: Kit, tongue: Tongue) -> None:
    """Three parts, one below the other."""
    st.markdown(say("data.what", tongue))
    order_check.show(kit, tongue)
    space_backup.show(kit, tongue)
    forget_person.show(kit, tongue)

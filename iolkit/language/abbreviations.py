"""Abbreviations after which a full stop does not end a sentence, in German and in English.

All folded and without the last stop. Dotted ones (z.B., d.h., e.g.) need no entry: a short word
with a stop inside is one by its form; they stand here only if a sentence may end with them.
"""

from __future__ import annotations

from iolkit.language.spelling import listed

NEVER_LAST = listed(
    """
    abschn abt allg anm anl az bes best betr bgl bspw bzgl bzw ca def dgl dipl dr
    ehem eigtl einschl entspr erg erl evtl exkl fa frdl fr ges gem gebr ggf ggfs ggü gez grdl hr
    hrn hrsg ing inkl insb insbes jew kath kfm kst lfd lt m med mech mio mrd
    mtl näml nr nrn o od orig phil prof prov prot rd rel resp s sen sog sogen st
    stellv tel techn teilw tgl u ugs urspr v val verantw vergl verf vertr vgl vors wg
    z zb zit zt zus zust zzgl zw
    approx avg capt cf dept dir e excl exec gen gov hon incl jr lt mgmt mgr misc mr mrs
    ms mt pres ref rev sgt snr sr univ vs
    jan feb mrz apr jun jul aug sep sept okt oct nov dez dec
    """
)
"""A word follows, however it is written: "Dr. Müller", "ca. Hälfte", "Nr. Sieben"."""

BEFORE_NUMBERS = listed(
    """
    art abs no nos fig kap p abb vol vols bd mind max min col par op std sec est str ziff pos
    """
)
"""Also ordinary words in one of the languages; abbreviations only with a number after them."""

SOMETIMES_LAST = listed(
    """
    usw etc ff f co corp inc ltd plc gmbh ag kg ohg ev jh jhd jhdt stk tsd wo mon hd ph
    u.a u.ä u.v.m u.s.w o.ä o.g a.m p.m p.a n.n s.o s.u i.r e.v a.d v.a n.chr v.chr et.al al a.g
    """
)
"""The sentence may end here; it does if the next word has its capital from starting one."""

UNITS = listed("h min std sec sek m km cm mm kg g l t kw kwh mw a d wo mon st stk j")
"""After a number these end a sentence as a word does ("fix it within 48 h. The questions ...")."""

NOT_INITIALS_AFTER = listed(
    """
    plan typ klasse gruppe option phase stufe team variante version teil punkt modell linie
    type class group phase level option variant part grade vitamin schritt step
    """
)
"""After these a single letter is a label, not somebody's initial ("Plan B. Danach ...")."""

COUNTED = listed(
    """
    januar februar märz april mai juni juli august september oktober november dezember
    jänner feber jan feb mrz apr jun jul aug sep sept okt nov dez
    klasse stock etage quartal halbjahr termin treffen jahrgang jahrhundert platz semester lehrjahr
    auflage kapitel kw woche tag schicht reihe bezirk mal runde sitzung teil workshop
    """
)
"""What follows a German ordinal number most often ("3. Klasse", "2. Termin", "5. März")."""

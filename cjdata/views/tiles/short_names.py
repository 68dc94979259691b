"""What each council is called in its tile of the map."""

from __future__ import annotations

from collections.abc import Mapping

ABBREVIATIONS: Mapping[str, str] = {
    "S12000033": "ABE",
    "S12000034": "ABS",
    "S12000041": "ANG",
    "S12000035": "ARG",
    "S12000036": "EDI",
    "S12000005": "CLK",
    "S12000006": "D&G",
    "S12000042": "DUN",
    "S12000008": "EAY",
    "S12000045": "EDU",
    "S12000010": "ELO",
    "S12000011": "ERE",
    "S12000014": "FAL",
    "S12000047": "FIF",
    "S12000049": "GLA",
    "S12000017": "HIG",
    "S12000018": "INV",
    "S12000019": "MID",
    "S12000020": "MOR",
    "S12000013": "NES",
    "S12000021": "NAY",
    "S12000050": "NLA",
    "S12000023": "ORK",
    "S12000048": "P&K",
    "S12000038": "REN",
    "S12000026": "BOR",
    "S12000027": "SHE",
    "S12000028": "SAY",
    "S12000029": "SLA",
    "S12000030": "STI",
    "S12000039": "WDU",
    "S12000040": "WLO",
}
"""What each council is called in its tile; its whole name is in the tooltip and in the table."""

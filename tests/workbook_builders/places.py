"""The 32 councils and Scotland, and every way in which tables name them."""

from __future__ import annotations

SCOTLAND = "S92000003"

ADULTS = {
    "S12000033": ("Aberdeen City", 163467),
    "S12000034": ("Aberdeenshire", 178537),
    "S12000041": ("Angus", 76668),
    "S12000035": ("Argyll and Bute", 59593),
    "S12000036": ("City of Edinburgh", 384530),
    "S12000005": ("Clackmannanshire", 35945),
    "S12000006": ("Dumfries and Galloway", 96675),
    "S12000042": ("Dundee City", 106771),
    "S12000008": ("East Ayrshire", 83061),
    "S12000045": ("East Dunbartonshire", 71743),
    "S12000010": ("East Lothian", 76354),
    "S12000011": ("East Renfrewshire", 63511),
    "S12000014": ("Falkirk", 110878),
    "S12000047": ("Fife", 255742),
    "S12000049": ("Glasgow City", 472710),
    "S12000017": ("Highland", 161395),
    "S12000018": ("Inverclyde", 54766),
    "S12000019": ("Midlothian", 66531),
    "S12000020": ("Moray", 64293),
    "S12000013": ("Na h-Eileanan Siar", 17484),
    "S12000021": ("North Ayrshire", 91313),
    "S12000050": ("North Lanarkshire", 241808),
    "S12000023": ("Orkney Islands", 14807),
    "S12000048": ("Perth and Kinross", 101779),
    "S12000038": ("Renfrewshire", 130740),
    "S12000026": ("Scottish Borders", 77884),
    "S12000027": ("Shetland Islands", 15465),
    "S12000028": ("South Ayrshire", 74604),
    "S12000029": ("South Lanarkshire", 229300),
    "S12000030": ("Stirling", 64859),
    "S12000039": ("West Dunbartonshire", 61963),
    "S12000040": ("West Lothian", 127293),
}
"""Each council's name and how many people aged 16 to 70 live there, about 2022."""

COUNCILS = tuple(ADULTS)
EVERYWHERE = (*COUNCILS, SCOTLAND)

FORMER_CODES = {
    "S12000047": "S12000015",
    "S12000048": "S12000024",
    "S12000049": "S12000046",
    "S12000050": "S12000044",
    "S12000045": "S12000009",
}

OTHER_NAMES = {
    "S12000033": "Aberdeen",
    "S12000035": "Argyll & Bute",
    "S12000036": "Edinburgh, City of",
    "S12000006": "Dumfries & Galloway",
    "S12000042": "Dundee",
    "S12000049": "Glasgow",
    "S12000013": "Eilean Siar",
    "S12000023": "Orkney",
    "S12000048": "Perth & Kinross",
    "S12000026": "Borders",
    "S12000027": "Shetland",
}

OLDEST_NAMES = {
    **OTHER_NAMES,
    "S12000036": "Edinburgh",
    "S12000013": "Western Isles",
}

AREA_STYLES = (
    "official",
    "ampersand",
    "council",
    "other",
    "oldest",
    "capitals",
    "untidy",
    "code",
    "former code",
    "code and name",
)


def official_name(code: str) -> str:
    """Give the official name of a council or of Scotland."""
    return "Scotland" if code == SCOTLAND else ADULTS[code][0]


def area_text(code: str, style: str) -> str:
    """Give the text that stands for an area; Scotland's own wording is not decided here."""
    name = official_name(code)
    if style in ("code", "former code"):
        return FORMER_CODES.get(code, code) if style == "former code" else code
    return {
        "official": name,
        "code and name": name,
        "ampersand": name.replace(" and ", " & "),
        "council": f"{name} Council",
        "other": OTHER_NAMES.get(code, name),
        "oldest": OLDEST_NAMES.get(code, name),
        "capitals": name.upper(),
        "untidy": f" {name.replace(' ', chr(0xA0), 1).replace(' ', '  ')}  ",
    }[style]


def in_order(areas: tuple[str, ...], scotland_at: str) -> list[str]:
    """Sort areas by name, with Scotland first, last or where the alphabet puts it."""
    place = {"first": 0, "alphabetical": 1, "last": 2}[scotland_at]
    return sorted(areas, key=lambda code: (place if code == SCOTLAND else 1, official_name(code)))

"""The standing texts of the data notes: methods, glossary, accessibility, licence."""

from __future__ import annotations

METHODS = (
    (
        "Figures as published",
        "A figure is shown with the decimals its publication prints, and is never filled in, "
        "smoothed or worked out between two years. Missing is never shown as zero.",
    ),
    (
        "Editions",
        "A newer publication replaces the figures of an older one. Both are kept, in whatever "
        "order they were loaded. The newest edition of a figure is the one whose label is last "
        "in text order.",
    ),
    (
        "Loading workbooks",
        "Official workbooks are read by recipes: text files that say which titles and headings "
        "name a publication, its tables and its measures. Everything is checked before anything "
        "is published: areas, years, symbols, totals, published rates, sums to Scotland, and "
        "each year against the edition before. An error refuses the file; a warning needs "
        "somebody’s yes, which is kept above with what changed. A workbook’s own figure stands "
        "before a rounded one from the text of the same edition. Each figure keeps its file, "
        "sheet and cell.",
    ),
    (
        "Breaks",
        "Where a definition, a collection or the area served changes, the line stops and starts "
        "again, and no change is worked out across it. A revision parts two years only where "
        "they come from different editions. The pandemic years are marked but not parted.",
    ),
    (
        "Change since the year before",
        "Worked out after rounding both years to what is printed, and only for years that "
        "follow each other. Per cent is given only where both numbers are 20 or more and exact; "
        "that floor is this dashboard’s own. Percentages change by percentage points.",
    ),
    (
        "Rates",
        "Rates are shown as published: for justice social work, per 10,000 people aged 16 to 70. "
        "None is worked out here.",
    ),
    (
        "Forth Valley",
        "The sum of Clackmannanshire, Falkirk and Stirling. A percentage is the ratio of sums, "
        "never the mean of three. If one council is missing, so is the sum. It is marked as "
        "computed here, and is not itself an official statistic.",
    ),
    (
        "Comparison with Scotland",
        "Figures stand side by side, for the same year where both have one. Whether a difference "
        "is more than chance is not judged on these pages.",
    ),
    (
        "Illustrative figures",
        "Made by a generator with a fixed seed for rehearsal. Councils add up to Scotland’s real "
        "total where that is exact and agrees with its parts; all else is invented. They never "
        "stand beside real ones.",
    ),
)

GLOSSARY = (
    ("Assessment", "A justice social worker’s report on whether a person is suitable."),
    (
        "Bail supervision",
        "Support and supervision in the community instead of waiting for trial in prison.",
    ),
    ("Case commenced", "A person’s time with a service that began in the year."),
    (
        "Community payback order (CPO)",
        "A community sentence with one or more requirements, such as unpaid work or supervision.",
    ),
    ("Disposal", "What the court decides after a conviction: the sentence."),
    (
        "Diversion from prosecution",
        "The prosecutor refers a person to social work or a partner instead of going to court.",
    ),
    (
        "Drug treatment and testing order (DTTO)",
        "A community sentence with treatment for drug use and regular tests.",
    ),
    ("Edition", "One issue of a publication, such as 2023-24 part 1."),
    ("Financial year", "1 April to 31 March: 2023-24 began on 1 April 2023."),
    (
        "National indicator",
        "One of ten measures by which community justice partners report on their outcomes.",
    ),
    ("No One Left Behind", "The Scottish Government’s approach to local employability services."),
    ("Remand", "Being held in prison before trial or sentence."),
    (
        "SHORE standards",
        "Sustainable Housing on Release for Everyone: standards for housing people leaving prison.",
    ),
    (
        "Voluntary throughcare",
        "Support that a person asks for on leaving a short prison sentence.",
    ),
)

ACCESSIBILITY = (
    "This dashboard aims to meet WCAG 2.2 at level AA. Every chart has a description in words and "
    "a real table with the same figures. Series differ by shape and label as well as colour. All "
    "controls work by keyboard. Pages fit a width of 320 pixels and print.",
    "Known limits: marks on charts cannot be reached by keyboard, and their tooltips need a "
    "mouse; the table holds everything they say. Where files are dropped to be added, the button "
    "“Upload” does the same by keyboard. The page language is marked as English without a "
    "region. It has been tested with automatic checks (axe) and by keyboard, and not yet with a "
    "screen reader.",
)

LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0 "
    "(https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/).",
    "Figures from other publishers are quoted one by one with their source; their licences are "
    "listed with the sources. Calculations by this dashboard are marked as computed here and are "
    "not official statistics. Chart text is set in Source Sans (SIL Open Font License 1.1).",
)

"""The standing texts of the data notes: methods and accessibility."""

from __future__ import annotations

METHODS = (
    (
        "Figures as published",
        "A figure is shown with the decimals its publication prints, and is never filled in, "
        "smoothed or worked out between two years. Missing is never shown as zero.",
    ),
    (
        "Editions",
        "A newer official publication replaces the figures of an older one. Both are kept, in "
        "whatever order they were loaded. The newer edition is the one published later, whatever "
        "it is called: the date is that on the cover, in the catalogue of publications or asked "
        "for, and where none is printed, one that was reviewed, with its reason. What "
        "another public body says of a figure never replaces statistics, and accounts of "
        "newspapers, councils and others replace neither.",
    ),
    (
        "Sources",
        "The line under a drawing or a list names first the source of the figure that its "
        "sentence leads with, and says what that source is: official statistics, another "
        "official publication, a council paper, a freedom of information answer, a newspaper’s "
        "account or another body’s account. A newspaper that quotes official statistics is a "
        "newspaper. How many other sources there are follows, and of which kind, unless all are "
        "official. The file of figures names the source of each figure.",
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
        "follow each other. Per cent is given only where both numbers reach a floor and are "
        "exact. Under the floor only “from 9 to 14” is said. The floor is 20 unless the "
        "measure’s record sets another, and is this dashboard’s own. Percentages change by "
        "percentage points.",
    ),
    (
        "Rates",
        "Rates of a council and of Scotland are shown as published: for justice social work, "
        "per 10,000 people aged 16 to 70. The rate of a group is worked out here, from its "
        "count and the people of all its councils.",
    ),
    (
        "95% intervals",
        "A figure from few cases moves a lot by chance. Its 95% interval shows by how much: "
        "Wilson’s for percentages; for numbers and rates that of the count, which is exact "
        "Poisson under 10 cases and Byar’s from 10. It needs whole published counts that make "
        "the printed figure; a count is never worked back from a percentage or a rate. The "
        "method is named in the table and in every file.",
    ),
    (
        "Comparison with Scotland and other areas",
        "Only the same year is compared. Scotland is its own published figure, never a sum or a "
        "mean of councils, and is taken as fixed: an area is higher "
        "or lower where its whole 95% interval lies above or below it, as printed, and similar "
        "otherwise. Two areas, or two years, differ clearly only where their 95% intervals do "
        "not overlap; this misses some real differences. Better and worse are said only of "
        "percentages for which a direction is desired. Numbers grow with the size of an area "
        "and are not compared. Scotland contains every council, so comparisons lean towards "
        "similar. No area is compared with itself.",
    ),
    (
        "Five-year trend",
        "Worked out for percentages and rates from the latest five years in a row, with no gap "
        "and no break between them. A line is fitted that gives more weight to surer years. The "
        "trend is increasing or decreasing where chi-square exceeds 9.55 (99.8%) and the "
        "direction stays the same with any one year left out; else there is no clear change. "
        "The method is that of Fingertips. It is an aid to reading.",
    ),
    (
        "Ranks",
        "A council’s place is given only with the places that its 95% interval allows, and with "
        "how many others it overlaps. None is given where it overlaps most of them, where few "
        "cases lie behind the figure, or where the measure’s record forbids it. 1st is the "
        "highest figure. Councils whose figures are printed alike share a place.",
    ),
    (
        "Index",
        "A figure in a base year is drawn as 100 and the other years follow, worked out from "
        "the figures as printed. A year cannot be the base where its number is under the "
        "floor, is rounded or is nil. The index does not cross a break unless you ask for it.",
    ),
    (
        "Groups of councils",
        "Forth Valley, health boards, police divisions, sheriffdoms, family groups and groups "
        "you choose: a number is the sum of the councils, and a percentage or a rate is the "
        "ratio of the sums, never the mean. If one council is missing, so is the group, and it "
        "is named. Sheriffdoms are indicative only. A group’s figure is marked as computed "
        "here, and is not itself an official statistic.",
    ),
    (
        "Small numbers and disclosure",
        "Published figures are shown as published, however small. Figures supplied privately are "
        "shown only where the settings allow it, and under the rule that they hold: counts from "
        "1 up to a threshold are hidden, and with them as many others as it takes so that none "
        "can be worked out from Scotland, the other councils, a total, a percentage, a rate or "
        "an earlier edition. A percentage or rate is hidden with any count behind it, or where "
        "its counts are not known; so is the figure of a group with a hidden council. What is "
        "hidden is taken out before any page, file or command can read it, together with the "
        "notes beside supplied figures, and is called “Not shown, to protect individuals”.",
    ),
    (
        "The short lists of the first page",
        "“Worse and getting worse” takes both: below or above Scotland the wrong way, and a "
        "five-year trend the wrong way. “What moved” lists figures whose 95% interval lies apart "
        "from that of the year before. “New” lists figures that only the newest edition of a "
        "publication prints, where an older one is held too.",
    ),
    (
        "Illustrative figures",
        "Made by a generator with a fixed seed for rehearsal. Councils add up to Scotland’s real "
        "total where that is exact and agrees with its parts; all else is invented. They never "
        "stand beside real ones.",
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

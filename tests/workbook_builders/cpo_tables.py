"""The titles and columns of the sheets CPO_1 to CPO_26, three of them for Scotland alone."""

from __future__ import annotations

from workbook_builders.layouts import Column, columns_of

TOTAL = Column("cpo_commenced", "Total orders")
FINISHED = Column("cpo_terminated", "Total orders finished")
RATE = "({cpo_completed}+{cpo_early_discharge})/({cpo_terminated}-{cpo_transfer_out})"

COURTS = [
    TOTAL,
    *columns_of(
        {
            "~cpo_high_court": "High court/appeal",
            "~cpo_sheriff_solemn": "Sheriff solemn",
            "~cpo_sheriff_summary": "Sheriff summary",
            "~cpo_stipendiary": "Stipendiary magistrates",
            "~cpo_justice_of_the_peace": "Justice of the peace",
            "~cpo_outwith_scotland": "Court outwith Scotland",
            "~cpo_court_not_known": "Not known",
        },
        "Court",
    ),
]
AGES = {
    "~cpo_16_17": "16-17",
    "~cpo_18_20": "18-20",
    "~cpo_21_25": "21-25",
    "~cpo_26_30": "26-30",
    "~cpo_31_40": "31-40",
    "~cpo_over_40": "Over 40",
}
GENDERS = {"~cpo_males": "Males", "~cpo_females": "Females"}
REASONS = [
    FINISHED,
    Column("cpo_completed", "Successfully completed", "Reason for finishing"),
    Column("cpo_early_discharge", "Early discharge", "Reason for finishing"),
    Column("cpo_revoked_review", "Revoked due to review", "Reason for finishing"),
    Column("cpo_revoked_breach", "Revoked due to breach", "Reason for finishing"),
    Column("cpo_transfer_out", "Transfer out of area", "Reason for finishing"),
    Column("~cpo_death", "Death", "Reason for finishing"),
    Column("~cpo_other_end", "Other", "Reason for finishing"),
    Column("cpo_completion_percent", "Completion rate [note 4]", formula=RATE),
]
COUNCIL_SHEETS: dict[int, tuple[str, list[Column]]] = {
    4: (
        "Community payback orders imposed: number and rate per 10,000 population",
        [
            Column("cpo_commenced", "Number of orders imposed"),
            Column("cpo_rate_per_10000", "Orders per 10,000 population [note 3]"),
        ],
    ),
    5: (
        "Individuals given community payback orders",
        [Column("cpo_individuals", "Number of individuals"), TOTAL],
    ),
    6: (
        "Community payback orders in force at 31 March",
        [Column("cpo_in_force", "Orders in force at 31 March")],
    ),
    7: (
        "Community payback orders by ethnicity",
        [
            TOTAL,
            *columns_of(
                {
                    "~cpo_white": "White",
                    "~cpo_other_ethnic": "Other ethnic groups",
                    "~cpo_no_ethnic": "Not known",
                },
                "Ethnicity",
            ),
        ],
    ),
    8: (
        "Community payback orders by employment status",
        [
            TOTAL,
            *columns_of(
                {
                    "~cpo_employed": "Employed/self-employed",
                    "~cpo_unemployed": "Unemployed",
                    "~cpo_inactive": "Economically inactive and not known",
                },
                "Employment status",
            ),
        ],
    ),
    9: ("Community payback orders by court", COURTS),
    10: (
        "Community payback orders by gender and age",
        [TOTAL, *columns_of(GENDERS, "Gender"), *columns_of(AGES, "Age")],
    ),
    11: (
        "Community payback orders by number of requirements at imposition",
        [
            TOTAL,
            *columns_of(
                {
                    "~cpo_one": "One requirement",
                    "~cpo_two": "Two requirements",
                    "~cpo_three_or_more": "Three or more requirements",
                },
                "Number of requirements",
            ),
        ],
    ),
    12: (
        "Community payback orders with each requirement",
        [
            TOTAL,
            *columns_of(
                {
                    "~cpo_unpaid_work": "Unpaid work or other activity",
                    "~cpo_supervision": "Supervision",
                    "~cpo_conduct": "Conduct",
                    "~cpo_programme": "Programme",
                    "~cpo_compensation": "Compensation",
                    "~cpo_alcohol": "Alcohol treatment",
                    "~cpo_drug": "Drug treatment",
                    "~cpo_mental_health": "Mental health treatment",
                    "~cpo_residence": "Residence",
                },
                "Requirement",
            ),
        ],
    ),
    13: (
        "Unpaid work or other activity requirements by level",
        columns_of(
            {
                "~cpo_unpaid_work": "Total requirements",
                "~cpo_level_1": "Level 1",
                "~cpo_level_2": "Level 2",
            }
        ),
    ),
    14: (
        "Supervision requirements by length",
        columns_of(
            {
                "~cpo_supervision": "Total requirements",
                "~cpo_to_12": "12 months or less",
                "~cpo_to_24": "More than 12 to 24 months",
                "~cpo_over_24": "More than 24 months",
            }
        ),
    ),
    15: (
        "Community payback orders with court progress reviews set",
        [TOTAL, Column("~cpo_reviews", "Orders with progress reviews")],
    ),
    16: (
        "Community payback orders by timescale of first direct contact",
        [TOTAL, Column("~cpo_contact_in_one_day", "Within one working day")],
    ),
    17: (
        "Community payback orders by timescale of induction",
        [TOTAL, Column("~cpo_induction_in_five_days", "Within five working days")],
    ),
    18: (
        "Unpaid work placements by timescale",
        columns_of(
            {
                "~cpo_unpaid_work": "Total placements",
                "~cpo_placement_in_seven_days": "Within seven working days",
            }
        ),
    ),
    19: (
        "Community payback orders imposed on males, by age",
        [Column("~cpo_males", "Total orders"), *columns_of(AGES, "Age")],
    ),
    20: (
        "Community payback orders imposed on females, by age",
        [Column("~cpo_females", "Total orders"), *columns_of(AGES, "Age")],
    ),
    21: ("Orders by court and gender", [*COURTS, *columns_of(GENDERS, "Gender")]),
    22: (
        "Breach applications for community payback orders",
        [FINISHED, Column("~cpo_breach_applications", "Breach applications")],
    ),
    23: ("Community payback orders finished, by reason", REASONS),
    24: (
        "Community payback orders finished, by gender, and completion rates by gender",
        [
            Column("~cpo_ended_males", "Orders finished", "Males"),
            Column("~cpo_completed_males", "Successfully completed", "Males"),
            Column("~cpo_males_completion_percent", "Completion rate", "Males"),
            Column("~cpo_ended_females", "Orders finished", "Females"),
            Column("~cpo_completed_females", "Successfully completed", "Females"),
            Column("~cpo_females_completion_percent", "Completion rate", "Females"),
        ],
    ),
    25: (
        "Reasons for community payback orders finishing, as percentages of orders finished",
        columns_of(
            {
                "~cpo_completed_percent": "Successfully completed",
                "~cpo_early_discharge_percent": "Early discharge",
                "~cpo_revoked_review_percent": "Revoked due to review",
                "~cpo_revoked_breach_percent": "Revoked due to breach",
                "~cpo_transfer_out_percent": "Transfer out of area",
                "~~cpo_death_percent": "Death",
                "~~cpo_other_end_percent": "Other",
            }
        ),
    ),
    26: (
        "Breach applications for orders with unpaid work",
        columns_of(
            {
                "~cpo_unpaid_work": "Orders with unpaid work",
                "~cpo_breach_applications": "Breach applications, all orders",
            }
        ),
    ),
}
SCOTLAND_SHEETS: dict[int, tuple[str, list[Column]]] = {
    1: (
        "Community payback orders by gender and age, Scotland",
        [TOTAL, *columns_of(GENDERS, "Gender"), *columns_of(AGES, "Age")],
    ),
    2: (
        "Community payback orders by gender and ethnicity, Scotland",
        [*columns_of(GENDERS, "White"), Column("~cpo_no_ethnic", "Not known")],
    ),
    3: (
        "Community payback orders per 10,000 population by gender, Scotland",
        columns_of({"~cpo_males": "Males", "~cpo_females": "Females"}),
    ),
}

"""What the made-up numbers look like: sizes, parts and ratios of every measure."""

from __future__ import annotations

from typing import NamedTuple


class Whole(NamedTuple):
    """A count for Scotland in 2024-25, its yearly growth, and what the pandemic left of it.

    ``councils`` is the share of councils that have any; outside ``first`` to ``last`` the
    measure was not collected.
    """

    level: int
    growth: float = 0.0
    pandemic: float = 1.0
    councils: float = 1.0
    first: str = ""
    last: str = "9999-00"


WHOLES = {
    "diversion_referrals": Whole(6200, 0.06, 0.95),
    "diversion_cases_commenced_extended_period": Whole(190, 0.02, first="2022-23"),
    "bail_suitability_assessments": Whole(5500, 0.1, first="2022-23"),
    "bail_supervision_cases_commenced": Whole(1500, 0.12, 0.5, councils=0.8),
    "bail_information_requests": Whole(6874, -0.04, 0.7, last="2021-22"),
    "sds_imposed": Whole(1600, 0.12, 0.5, councils=0.6, first="2018-19"),
    "fiscal_work_order_assessments": Whole(290, -0.12, 0.5, first="2015-16"),
    "voluntary_throughcare_cases_commenced": Whole(1870, -0.01, 0.75),
    "throughcare_custody_cases_commenced": Whole(1210, 0.02, 0.7),
    "throughcare_community_cases_commenced": Whole(1040, 0.01, 0.9),
    "throughcare_caseload": Whole(5800, 0.0, 0.97),
    "cpo_commenced": Whole(15600, -0.01, 0.5),
    "cpo_terminated": Whole(14400, -0.01, 0.65),
    "cpo_in_force": Whole(16100, 0.0, 0.85),
    "dtto_commenced": Whole(230, -0.08, 0.45, councils=0.8),
    "dtto_terminated": Whole(260, -0.06, 0.7, councils=0.8),
    "jsw_reports_submitted": Whole(26900, 0.0, 0.6),
    "people_convicted_total": Whole(73200, -0.02, 0.62),
    "homelessness_applications_total": Whole(40688, 0.02, 0.93),
    "employability_participants_total": Whole(22000, 0.05, first="2022-23"),
    "treatment_transfers_custody_to_community": Whole(700, 0.05, first="2021-22"),
    "~home_leave_reports": Whole(1200, 0.01, 0.5),
    "~home_circumstance_reports": Whole(2500, 0.03, 0.9),
    "~home_detention_curfew_reports": Whole(750, -0.02, 1.1),
}

PARTS = {
    "diversion_assessments": ("diversion_referrals", 0.91),
    "diversion_cases_commenced": ("diversion_assessments", 0.63),
    "diversion_cases_completed": ("diversion_cases_commenced", 0.74),
    "diversion_individuals": ("diversion_cases_commenced", 0.97),
    "bail_supervision_cases_completed": ("bail_supervision_cases_commenced", 0.7),
    "bail_supervision_individuals": ("bail_supervision_cases_commenced", 0.94),
    "~bail_with_electronic_monitoring": ("bail_supervision_cases_commenced", 0.4),
    "sds_finished": ("sds_imposed", 0.85),
    "fiscal_work_orders_commenced": ("fiscal_work_order_assessments", 0.42),
    "fiscal_work_orders_terminated": ("fiscal_work_orders_commenced", 0.95),
    "fiscal_work_orders_completed": ("fiscal_work_orders_terminated", 0.8),
    "voluntary_throughcare_individuals": ("voluntary_throughcare_cases_commenced", 0.92),
    "throughcare_community_cases_completed": ("throughcare_community_cases_commenced", 0.88),
    "cpo_individuals": ("cpo_commenced", 0.86),
    "~cpo_unpaid_work": ("cpo_commenced", 0.68),
    "~cpo_supervision": ("cpo_commenced", 0.62),
    "~cpo_programme": ("cpo_commenced", 0.05),
    "~cpo_conduct": ("cpo_commenced", 0.08),
    "~cpo_compensation": ("cpo_commenced", 0.03),
    "~cpo_alcohol": ("cpo_commenced", 0.01),
    "~cpo_drug": ("cpo_commenced", 0.008),
    "~cpo_mental_health": ("cpo_commenced", 0.003),
    "~cpo_residence": ("cpo_commenced", 0.001),
    "~cpo_reviews": ("cpo_commenced", 0.17),
    "~cpo_breach_applications": ("cpo_terminated", 0.33),
    "~cpo_contact_in_one_day": ("cpo_commenced", 0.75),
    "~cpo_induction_in_five_days": ("cpo_commenced", 0.69),
    "~cpo_placement_in_seven_days": ("~cpo_unpaid_work", 0.55),
    "~dtto_individuals": ("dtto_commenced", 0.93),
    "~jsw_reports_individuals": ("jsw_reports_submitted", 0.74),
    "jsw_reports_main_outcomes_total": ("jsw_reports_full", 0.95),
    "households_assessed_homeless": ("homelessness_applications_total", 0.84),
    "employability_participants_with_convictions": ("employability_participants_total", 0.07),
    "~employability_disabled": ("employability_participants_total", 0.29),
}

SPLITS = (
    (
        "cpo_terminated",
        {
            "cpo_completed": 0.67,
            "cpo_early_discharge": 0.03,
            "cpo_revoked_review": 0.06,
            "cpo_revoked_breach": 0.15,
            "cpo_transfer_out": 0.04,
            "~cpo_death": 0.012,
            "~cpo_other_end": 0.0,
        },
    ),
    (
        "dtto_terminated",
        {
            "dtto_completed": 0.42,
            "~dtto_early_discharge": 0.06,
            "~dtto_revoked_review": 0.2,
            "~dtto_revoked_breach": 0.2,
            "~dtto_transfer_out": 0.03,
            "~dtto_death": 0.02,
            "~dtto_other_end": 0.0,
        },
    ),
    (
        "cpo_commenced",
        {
            "~cpo_high_court": 0.006,
            "~cpo_sheriff_solemn": 0.09,
            "~cpo_sheriff_summary": 0.83,
            "~cpo_stipendiary": 0.01,
            "~cpo_justice_of_the_peace": 0.05,
            "~cpo_outwith_scotland": 0.007,
            "~cpo_court_not_known": 0.0,
        },
    ),
    ("cpo_commenced", {"~cpo_males": 0.86, "~cpo_females": 0.0}),
    (
        "cpo_commenced",
        {
            "~cpo_16_17": 0.01,
            "~cpo_18_20": 0.07,
            "~cpo_21_25": 0.15,
            "~cpo_26_30": 0.17,
            "~cpo_31_40": 0.33,
            "~cpo_over_40": 0.0,
        },
    ),
    ("cpo_commenced", {"~cpo_white": 0.88, "~cpo_other_ethnic": 0.03, "~cpo_no_ethnic": 0.0}),
    ("cpo_commenced", {"~cpo_employed": 0.28, "~cpo_unemployed": 0.55, "~cpo_inactive": 0.0}),
    ("cpo_commenced", {"~cpo_one": 0.63, "~cpo_two": 0.3, "~cpo_three_or_more": 0.0}),
    ("~cpo_unpaid_work", {"~cpo_level_1": 0.36, "~cpo_level_2": 0.0}),
    ("~cpo_supervision", {"~cpo_to_12": 0.62, "~cpo_to_24": 0.33, "~cpo_over_24": 0.0}),
    ("cpo_completed", {"~cpo_completed_males": 0.85, "~cpo_completed_females": 0.0}),
    ("cpo_terminated", {"~cpo_ended_males": 0.86, "~cpo_ended_females": 0.0}),
    ("diversion_cases_commenced", {"~diversion_males": 0.64, "~diversion_females": 0.0}),
    (
        "diversion_cases_commenced",
        {"~diversion_16_17": 0.25, "~diversion_18_20": 0.13, "~diversion_over_20": 0.0},
    ),
    ("dtto_commenced", {"~dtto_males": 0.8, "~dtto_females": 0.0}),
    ("sds_imposed", {"~sds_males": 0.75, "~sds_females": 0.0}),
    (
        "bail_suitability_assessments",
        {"~bail_suitable": 0.55, "~bail_unsuitable": 0.35, "~bail_not_recommended": 0.0},
    ),
    ("jsw_reports_submitted", {"jsw_reports_full": 0.88, "jsw_reports_supplementary": 0.0}),
    (
        "people_convicted_total",
        {
            "people_convicted_custody": 0.14,
            "people_convicted_community_sentence": 0.22,
            "people_convicted_financial_penalty": 0.46,
            "people_convicted_other_sentence": 0.0,
        },
    ),
    (
        "people_convicted_custody",
        {
            "people_convicted_young_offenders_institution": 0.053,
            "people_convicted_supervised_release_order": 0.028,
            "people_convicted_extended_sentence": 0.0137,
            "people_convicted_order_for_lifelong_restriction": 0.0013,
            "people_convicted_prison": 0.0,
        },
    ),
    (
        "people_convicted_community_sentence",
        {
            "people_convicted_restriction_of_liberty_order": 0.2,
            "people_convicted_drug_treatment_testing_order": 0.018,
            "~people_convicted_other_community": 0.003,
            "people_convicted_community_payback_order": 0.0,
        },
    ),
    (
        "people_convicted_financial_penalty",
        {"people_convicted_compensation_order": 0.023, "people_convicted_fine": 0.0},
    ),
    (
        "people_convicted_other_sentence",
        {
            "~people_convicted_absolute_discharge": 0.044,
            "~people_convicted_remit": 0.005,
            "~people_convicted_insanity": 0.001,
            "people_convicted_admonition": 0.0,
        },
    ),
    (
        "homelessness_applications_total",
        {
            "homelessness_applications_from_prison": 0.05,
            "~home_council_tenancy": 0.13,
            "~home_association_tenancy": 0.09,
            "~home_private_tenancy": 0.17,
            "~home_owned": 0.05,
            "~home_family": 0.25,
            "~home_friends": 0.15,
            "~home_hospital": 0.008,
            "~home_supported": 0.03,
            "~home_other": 0.0,
        },
    ),
)
"""A count and what it falls into; the last part takes what is left."""

SUMS = {
    "throughcare_cases_commenced_total": (
        "throughcare_custody_cases_commenced",
        "throughcare_community_cases_commenced",
    ),
    "dtto_completed_or_discharged": ("dtto_completed", "~dtto_early_discharge"),
    "~cpo_completed_or_discharged": ("cpo_completed", "cpo_early_discharge"),
    "social_work_orders_commenced_total": (
        "cpo_commenced",
        "dtto_commenced",
        "fiscal_work_orders_commenced",
    ),
}

RATIOS = {
    "cpo_completion_percent": (
        ("cpo_completed", "cpo_early_discharge"),
        ("cpo_terminated",),
        ("cpo_transfer_out",),
    ),
    "cpo_completion_percent_old_basis": (
        ("~cpo_completed_or_discharged",),
        ("cpo_terminated",),
        (),
    ),
    "dtto_completion_percent": (
        ("dtto_completed_or_discharged",),
        ("dtto_terminated",),
        ("~dtto_transfer_out",),
    ),
    "fiscal_work_orders_completion_percent": (
        ("fiscal_work_orders_completed",),
        ("fiscal_work_orders_terminated",),
        (),
    ),
    "employability_percent_with_convictions": (
        ("employability_participants_with_convictions",),
        ("employability_participants_total",),
        (),
    ),
    "~employability_disabled_percent": (
        ("~employability_disabled",),
        ("employability_participants_total",),
        (),
    ),
    **{
        f"{kind}_percent": ((f"people_convicted_{kind}",), ("people_convicted_total",), ())
        for kind in ("custody", "community_sentence", "financial_penalty", "other_sentence")
    },
    **{
        f"~{kind}_percent": ((kind,), ("people_convicted_total",), ())
        for kind in ("people_convicted_prison", "people_convicted_fine")
    },
    **{
        f"~{kind}_percent": ((kind,), ("cpo_terminated",), ())
        for kind in (
            "cpo_completed",
            "cpo_early_discharge",
            "cpo_revoked_review",
            "cpo_revoked_breach",
            "cpo_transfer_out",
            "~cpo_death",
            "~cpo_other_end",
        )
    },
    "~cpo_males_completion_percent": (("~cpo_completed_males",), ("~cpo_ended_males",), ()),
    "~cpo_females_completion_percent": (("~cpo_completed_females",), ("~cpo_ended_females",), ()),
    "~home_prison_percent": (
        ("homelessness_applications_from_prison",),
        ("homelessness_applications_total",),
        (),
    ),
    "~home_family_percent": (("~home_family",), ("homelessness_applications_total",), ()),
}
"""Numerator, denominator, and what is taken from the denominator."""

RATES = {
    "diversion_rate_per_10000": "diversion_cases_commenced",
    "cpo_rate_per_10000": "cpo_commenced",
    "dtto_rate_per_10000": "dtto_commenced",
    "jsw_reports_rate_per_10000": "jsw_reports_submitted",
}

ATTITUDES = {
    "attitude_community_sentence_percent": 84,
    "scjs_agree_only_most_serious_should_be_in_prison": 55,
    "scjs_agree_prisons_should_change_behaviour_not_just_punish": 92,
    "scjs_agree_prisons_should_support_to_prevent_crime": 93,
    "scjs_agree_prisons_should_work_with_community_orgs": 92,
    "scjs_agree_homeless_prisoners_should_be_helped": 91,
}
SURVEYS = ("2017-18", "2018-19", "2019-20", "2021-22", "2023-24")

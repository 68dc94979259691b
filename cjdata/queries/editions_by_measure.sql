-- Which editions of publications print each measure, for any area, even to say that it is missing?
-- Local evidence and what was supplied privately belong to no edition.
select distinct measure, edition
from observations
where status not in ('local_evidence', 'supplied')
  and regexp_matches(edition, '^\d{4}-\d{2}\b')
order by measure, edition

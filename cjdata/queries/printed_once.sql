-- Which figures are printed by one edition alone, and which edition is it?
-- Local evidence and what was supplied privately belong to no edition.
select measure, area_code, period, any_value(edition) as edition
from observations
where measure in (select unnest($measures::varchar[]))
  and area_code is not null
  and value is not null
  and status not in ('local_evidence', 'supplied')
group by measure, area_code, period
having count(distinct edition) = 1

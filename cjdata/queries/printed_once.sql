-- Which figures are known from one edition alone, an official one, and which edition is it?
-- An account of an earlier edition by others shows that the figure is not new; local evidence
-- and what was supplied privately belong to no edition, and what is computed here is printed in none.
select measure, area_code, period, any_value(edition) as edition
from observations
where measure in (select unnest($measures::varchar[]))
  and area_code is not null
  and value is not null
  and status not in ('local_evidence', 'supplied', 'computed')
group by measure, area_code, period
having count(distinct edition) = 1 and bool_or(standing >= 2)

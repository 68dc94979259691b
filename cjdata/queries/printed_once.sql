-- Which figures are printed by one official edition alone, and which edition is it?
select measure, area_code, period, any_value(edition) as edition
from observations
where measure in (select unnest($measures::varchar[]))
  and area_code is not null
  and value is not null
  and is_official
group by measure, area_code, period
having count(distinct edition) = 1

-- Which observations answer a request? Empty lists ask for all; no edition, for the current one.
-- An area is asked for by code; one that has no code, by its name.
select measure, area_code, area_name, period, value, unit, status, precision, edition,
       source_id, note
from observations
where (len($measures::varchar[]) = 0 or measure in (select unnest($measures::varchar[])))
  and (len($areas::varchar[]) = 0
       or coalesce(area_code, area_name) in (select unnest($areas::varchar[])))
  and (len($periods::varchar[]) = 0 or period in (select unnest($periods::varchar[])))
  and case when $edition::varchar is null then is_current else edition = $edition end
order by measure, area_code nulls last, area_name, period, edition

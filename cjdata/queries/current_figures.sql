-- Which figures hold now for these measures and areas: the newest edition of each cell?
-- An area that has no code is asked for by its name.
select measure, area_code, area_name, period, value, decimals, precision, status, edition,
       edition_date, standing, source_id, note
from observations
where measure in (select unnest($measures::varchar[]))
  and coalesce(area_code, area_name) in (select unnest($areas::varchar[]))
  and is_current
order by measure, area_code, area_name, period

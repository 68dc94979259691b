-- Which figures hold now for these measures and areas: the newest edition of each cell?
select measure, area_code, period, value, decimals, precision, status, edition,
       edition_date, is_official, source_id, note
from observations
where measure in (select unnest($measures::varchar[]))
  and area_code in (select unnest($areas::varchar[]))
  and is_current
order by measure, area_code, period

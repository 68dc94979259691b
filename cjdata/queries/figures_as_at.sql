-- Which figures held when an edition was the newest: of each cell, the newest not newer than it?
-- What was supplied privately belongs to no edition.
select measure, area_code, period, value, decimals, precision, status, edition, source_id, note
from observations
where measure in (select unnest($measures::varchar[]))
  and area_code in (select unnest($areas::varchar[]))
  and edition <= $as_at
  and status <> 'supplied'
  and not starts_with(edition, '(supplied) ')
qualify row_number() over (partition by measure, area_code, period order by edition desc) = 1
order by measure, area_code, period

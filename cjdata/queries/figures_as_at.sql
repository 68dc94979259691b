-- Which figures held when an edition was the newest: of each cell, the newest not newer than it?
-- What was supplied privately belongs to no edition.
-- An area that has no code is asked for by its name.
select measure, area_code, area_name, period, value, decimals, precision,
       status, edition, source_id, note
from observations
where measure in (select unnest($measures::varchar[]))
  and coalesce(area_code, area_name) in (select unnest($areas::varchar[]))
  and edition <= $as_at
  and status <> 'supplied'
  and not starts_with(edition, '(supplied) ')
qualify row_number() over (
    partition by measure, coalesce(area_code, area_name), period order by edition desc
) = 1
order by measure, area_code, area_name, period

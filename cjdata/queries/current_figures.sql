-- Which figures hold for these measures and areas: the newest edition of each cell, or the
-- newest that is not newer than the edition named?
select o.measure, o.area_code, o.area_name, o.period, o.value, o.decimals, o.unit,
       o.precision, o.status, o.edition, o.source_id, o.note
from observations as o
where o.measure in (select unnest($measures::varchar[]))
  and o.area_code in (select unnest($areas::varchar[]))
  and case when $as_at::varchar is null then o.is_current else o.edition <= $as_at end
qualify row_number() over (
    partition by o.measure, o.area_code, o.period order by o.edition desc
) = 1
order by o.measure, o.area_code, o.period

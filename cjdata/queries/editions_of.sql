-- What did each edition print for these measures and areas? The newest first.
select o.measure, o.area_code, o.area_name, o.period, o.value, o.decimals, o.unit,
       o.precision, o.status, o.edition, o.edition_date, o.standing, o.is_current,
       o.source_id, o.note
from observations as o
where o.measure in (select unnest($measures::varchar[]))
  and coalesce(o.area_code, o.area_name) in (select unnest($areas::varchar[]))
order by o.measure, o.area_code, o.area_name, o.period desc, o.edition_rank desc

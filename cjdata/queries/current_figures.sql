-- Which figures hold now for these measures and areas: the newest edition of each cell?
-- An area that has no code is asked for by its name. The designation says what its source is.
select o.measure, o.area_code, o.area_name, o.period, o.value, o.decimals, o.precision, o.status,
       o.edition, o.edition_date, o.standing, o.source_id, o.note,
       o.origin = $computed as is_computed,
       coalesce(s.designation, '') as designation
from observations as o
left join sources as s on s.source_id = o.source_id
where o.measure in (select unnest($measures::varchar[]))
  and coalesce(o.area_code, o.area_name) in (select unnest($areas::varchar[]))
  and o.is_current
order by o.measure, o.area_code, o.area_name, o.period

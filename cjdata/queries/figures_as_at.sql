-- Which figures held when an edition was the newest: of each cell, what is in force among those
-- published no later than it?
-- The date is that of the edition for the measure; where the measure has no such edition, the
-- latest that its label has anywhere. A month includes all its days. What has no date stays in, but
-- where its year had not begun by then.
-- What was supplied privately belongs to no edition.
-- An area that has no code is asked for by its name.
with named as (
    select measure,
           coalesce(
               max(edition_date) filter (standing >= 2),
               max(edition_date)
           ) as edition_date
    from observations
    where edition = $as_at
    group by measure
),
anywhere as (
    select max(edition_date) as edition_date
    from named
),
dated as (
    select o.*, coalesce(nullif(named.edition_date, ''), anywhere.edition_date) as last_date
    from observations as o
    cross join anywhere
    left join named on named.measure = o.measure
)
select o.measure, o.area_code, o.area_name, o.period, o.value, o.decimals, o.precision,
       o.status, o.edition, o.edition_date, o.standing, o.source_id, o.note,
       o.origin = $computed as is_computed,
       coalesce(s.designation, '') as designation
from dated as o
left join sources as s on s.source_id = o.source_id
where o.measure in (select unnest($measures::varchar[]))
  and coalesce(o.area_code, o.area_name) in (select unnest($areas::varchar[]))
  and case when o.edition_date = '' then left(o.period, 4) <= left(o.last_date, 4)
           else o.edition_date <= o.last_date || '-99' end
  and o.status <> 'supplied'
  and not starts_with(o.edition, '(supplied) ')
qualify row_number() over (
    partition by o.measure, coalesce(o.area_code, o.area_name), o.period
    order by o.edition_rank desc
) = 1
order by o.measure, o.area_code, o.area_name, o.period

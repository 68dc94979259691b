-- Which observations are left once the hidden figures are out, and the notes that somebody wrote
-- beside supplied figures? Those may hold a number; who provided them is kept.
create or replace table observations as
with judged as (
    select o.*,
           o.status = 'supplied' or starts_with(o.edition, '(supplied) ') as is_private,
           h.measure is not null
           and (o.status = 'supplied' or (o.status = 'local_evidence' and o.origin <> ''))
               as is_hidden
    from observations as o
    left join hidden as h
           on h.measure = o.measure
          and h.area = coalesce(o.area_code, o.area_name)
          and h.period = o.period
)
select * exclude (is_private, is_hidden) replace (
    case when is_hidden then null else value end as value,
    case when is_hidden then 0::tinyint else decimals end as decimals,
    case when is_hidden then 'exact' else precision end as precision,
    case when is_hidden then 'suppressed' else status end as status,
    case
        when is_private or is_hidden then regexp_extract(note, '^Provided by [^;]*')
        else note
    end as note,
    case when is_hidden then '' else origin end as origin
)
from judged
order by measure, area_code, area_name, period, edition

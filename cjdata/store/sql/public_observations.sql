-- Which observations may everybody see? What was supplied privately leaves no trace: the editions
-- of a cell are numbered anew without it.
create or replace table observations as
select * replace (
    (row_number() over (cell order by edition_rank))::smallint as edition_rank,
    edition_rank = max(edition_rank) over cell as is_current
)
from read_parquet($path)
where status <> 'supplied' and not starts_with(edition, '(supplied) ')
window cell as (partition by measure, coalesce(area_code, area_name), period)
order by measure, area_code, area_name, period, edition

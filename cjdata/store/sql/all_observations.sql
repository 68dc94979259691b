-- Which observations hold, where supplied ones may be shown? A supplied figure stands where the
-- newest edition has none, such as a restricted one; never in the place of a published one.
create table observations as
with cells as (
    select *,
           max(edition_rank) filter (where status <> 'supplied') over cell as newest,
           max(edition_rank) filter (where status = 'supplied') over cell as supplied
    from read_parquet($path)
    window cell as (partition by measure, coalesce(area_code, area_name), period)
),
marked as (
    select *,
           coalesce(
               bool_or(edition_rank = newest and value is not null) over cell, false
           ) as is_published
    from cells
    window cell as (partition by measure, coalesce(area_code, area_name), period)
)
select * exclude (newest, supplied, is_published) replace (
    edition_rank = case
        when supplied is null or is_published then newest
        else supplied
    end as is_current
)
from marked
order by measure, area_code, area_name, period, edition

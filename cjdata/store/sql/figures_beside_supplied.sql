-- Which figures must be looked at to decide what is hidden of those that are not published: of those
-- supplied privately, and of local evidence that was loaded?
with told as (
    select measure, coalesce(area_code, area_name) as area, period, value, status, edition,
           edition_date, standing, edition_rank,
           status = 'supplied' or starts_with(edition, '(supplied) ') as is_private,
           status = 'local_evidence' and origin <> '' as is_local
    from observations
)
select * exclude (edition_rank)
from told
where period in (select period from told where is_private or is_local)
order by measure, area, period, edition_rank

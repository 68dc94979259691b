-- Which figures must be looked at to decide what is hidden of those supplied privately?
select measure, coalesce(area_code, area_name) as area, period, value, status, edition,
       edition_date, standing,
       status = 'supplied' or starts_with(edition, '(supplied) ') as is_private
from observations
where period in (select period from observations where status = 'supplied')
order by measure, area, period, edition_rank

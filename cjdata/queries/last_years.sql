-- Up to which financial year does each area have a row of each measure, were it to say why it has no
-- figure?
select measure, coalesce(area_code, area_name) as area, max(period) as last_year
from observations
where regexp_matches(period, '^\d{4}-\d{2}$')
group by all
order by measure, area

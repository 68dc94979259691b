-- From which to which financial year does a measure have rows, for any area?
select min(period) as first_year, max(period) as last_year
from observations
where measure = $measure and regexp_matches(period, '^\d{4}-\d{2}$')
having count(*) > 0

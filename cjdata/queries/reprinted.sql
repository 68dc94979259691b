-- Which measures and areas have a period that more than one edition prints?
select distinct measure, area_code
from observations
where area_code is not null and not is_current

-- Which measures and areas have a period that more than one edition prints?
select distinct measure, area_code, area_name
from observations
where not is_current

-- Which areas have figures but no code: custody centres, groups of councils by court area?
select distinct area_name
from observations
where area_code is null
order by area_name

-- Which editions are held?
select distinct edition
from observations
order by edition

-- Which editions are held? What was supplied privately is of none.
select distinct edition
from observations
where status <> 'supplied'
order by edition

-- Which editions are held? What was supplied privately is of none.
select distinct edition
from observations
where status <> 'supplied' and not starts_with(edition, '(supplied) ')
order by edition

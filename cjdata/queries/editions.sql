-- Which editions are held, and when was each published, as far as is known? The oldest first.
-- What was supplied privately is of none.
select edition,
       coalesce(max(edition_date) filter (standing >= 2), max(edition_date)) as edition_date
from observations
where status <> 'supplied' and not starts_with(edition, '(supplied) ')
group by edition
order by edition_date, edition

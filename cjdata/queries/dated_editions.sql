-- Which editions of a measure can a reader go back to, those of which it is known when they were
-- published? The oldest first.
-- What was supplied privately is of none.
select edition,
       coalesce(max(edition_date) filter (standing >= 2), max(edition_date)) as edition_date
from observations
where measure = $measure
  and edition_date <> ''
  and status <> 'supplied'
  and not starts_with(edition, '(supplied) ')
group by edition
order by edition_date, edition

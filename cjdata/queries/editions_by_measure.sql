-- Which official editions, named after a year, print each measure, for any area, even to say that
-- it is missing, and when was each published?
select measure, edition, max(edition_date) as edition_date
from observations
where standing >= 2
  and regexp_matches(edition, '^\d{4}-\d{2}\b')
group by measure, edition
order by measure, edition_date, edition

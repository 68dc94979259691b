-- Which official editions, named after a year, print each measure, for any area, even to say that
-- it is missing, when was each published, and which is the newest financial year it has a value of?
select measure, edition, max(edition_date) as edition_date,
       max(period) filter (
           where value is not null and regexp_matches(period, '^\d{4}-\d{2}$')
       ) as newest_period
from observations
where standing >= 2
  and regexp_matches(edition, '^\d{4}-\d{2}\b')
group by measure, edition
order by measure, edition_date, edition

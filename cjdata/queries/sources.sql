-- Which sources are there?
select source_id, title, publisher, published, url, licence, designation,
       rank_date, rank_reason, read_at
from sources
order by source_id

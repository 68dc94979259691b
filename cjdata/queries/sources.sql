-- Which sources are there?
select source_id, title, publisher, published, url, licence, designation
from sources
order by source_id

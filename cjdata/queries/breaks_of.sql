-- Where do these measures break, and why? An empty area means all areas.
select measure, area_code, period, kind, text, source_id
from breaks
where measure in (select unnest($measures::varchar[]))
order by measure, period, kind, area_code

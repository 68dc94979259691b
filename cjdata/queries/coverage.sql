-- What is loaded of each measure: areas, years, editions (and those of no known date), sources, and
-- missing values by status?
select measure,
       any_value(unit) as unit,
       count(distinct area_code) filter (
           where area_code <> 'S92000003' and value is not null
       ) as councils,
       count(distinct period) filter (
           where area_code = 'S92000003' and value is not null
       ) as scotland_periods,
       count(*) filter (where area_code is null) as other_areas,
       min(period) as first_period,
       max(period) as last_period,
       list(distinct edition order by edition) as editions,
       list(distinct edition order by edition) filter (
           where standing >= 2 and edition_date = ''
       ) as undated_editions,
       list(distinct source_id order by source_id) as source_ids,
       count(*) as observations,
       count(value) as values_held,
       list(distinct status order by status) filter (where value is null) as missing_statuses
from observations
group by measure
order by measure

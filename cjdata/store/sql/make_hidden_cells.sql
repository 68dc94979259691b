-- Which cells are hidden? Those given, one by one.
create table hidden as
select unnest($measures::varchar[]) as measure,
       unnest($areas::varchar[]) as area,
       unnest($periods::varchar[]) as period

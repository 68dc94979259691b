-- Which sources may everybody see? All but those of figures that were supplied privately alone.
create table sources as
select *
from read_parquet($path)
where source_id in (select source_id from observations)
   or source_id in (select source_id from breaks)
   or source_id not in (
       select source_id
       from read_parquet($observations)
       where status = 'supplied' or starts_with(edition, '(supplied) ')
   )

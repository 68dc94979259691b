-- Which figures are kept out, because publications contradict each other?
select figure, why, to_settle
from kept_out
order by figure

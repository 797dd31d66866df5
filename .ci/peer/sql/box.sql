\set i random(1, 2000)
select id, lon, lat, population from place where g && (select st_makeenvelope(lon, lat, lon + 1, lat + 1, 4326) from q where i = :i) order by population desc limit 100;

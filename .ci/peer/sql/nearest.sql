\set i random(1, 2000)
select id, st_distance(geog, (select st_setsrid(st_makepoint(lon, lat), 4326)::geography from q where i = :i)) from place order by geog <-> (select st_setsrid(st_makepoint(lon, lat), 4326)::geography from q where i = :i) limit 10;

\set i random(1, 2000)
select name from piece where st_contains(g, (select st_setsrid(st_makepoint(lon, lat), 4326) from q where i = :i));

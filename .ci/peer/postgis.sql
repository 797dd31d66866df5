-- The peers' side: places and points with names, countries, and the questions. Indexes as their manuals advise.
create extension postgis;
create table place (id text, lon float8, lat float8, population bigint);
\copy place from 'places.csv' csv
create table city (id int, lon float8, lat float8, population bigint, name text);
\copy city from 'points.csv' csv
create table country_json (doc jsonb);
create table q (i serial primary key, lon float8, lat float8);
\copy q (lon, lat) from 'questions.txt' csv
create table t4 (i serial primary key, z int, x int, y int);
\copy t4 (z, x, y) from 'tiles.txt' csv
create table t8 (i serial primary key, z int, x int, y int);
\copy t8 (z, x, y) from 'tiles8.txt' csv
alter table place add g geometry(Point, 4326), add geog geography(Point, 4326);
update place set g = st_setsrid(st_makepoint(lon, lat), 4326), geog = st_setsrid(st_makepoint(lon, lat), 4326)::geography;
create index on place using gist (g);
create index on place using gist (geog);
alter table city add g geometry(Point, 4326), add m geometry(Point, 3857);
update city set g = st_setsrid(st_makepoint(lon, lat), 4326), m = st_transform(st_setsrid(st_makepoint(lon, lat), 4326), 3857);
create index on city using gist (g);
create index on city using gist (m);
create table country (name text, g geometry, m geometry);
\copy country_json from 'countries.lines' csv quote e'\x01' delimiter e'\x02'
insert into country select doc->'properties'->>'name', st_makevalid(st_setsrid(st_geomfromgeojson(doc->'geometry'), 4326)), null from country_json;
update country set m = st_makevalid(st_transform(st_intersection(g, st_makeenvelope(-180, -85.05, 180, 85.05, 4326)), 3857));
-- Pieces of 255 corners: what the manual advises for questions about points.
create table piece as select name, st_subdivide(g, 255) as g from country;
create index on country using gist (m);
create index on piece using gist (g);
vacuum analyze;

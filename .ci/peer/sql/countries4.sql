\set i random(1, 2000)
select st_asmvt(f, 'countries', 4096, 'geom') from (select name, st_asmvtgeom(m, b.e, 4096, 64) as geom from country, (select st_tileenvelope(z, x, y) as e from t4 where i = :i) b where m && st_expand(b.e, (st_xmax(b.e) - st_xmin(b.e)) / 64)) f;

-- SPDX-License-Identifier: BSL-1.0
-- All that a database holds, one line for each fact in a fixed order: what tests compare where pg_dump is too old for
-- the server (PostgreSQL 16 or newer). For psql -XqAt; with -v data=1 the rows of all tables count too. A start's own table is left out.
SET search_path = '';
SET quote_all_identifiers = off;
SELECT CASE WHEN :'data' = '1' THEN 'true' ELSE 'false' END AS with_data \gset
WITH spaces AS (
    SELECT oid, nspname FROM pg_catalog.pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_(toast|temp)'
), members AS (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
), relations AS (
    SELECT c.* FROM pg_catalog.pg_class c JOIN spaces s ON s.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND c.relname NOT LIKE '%constable\_state%'
      AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_catalog.pg_class'::regclass AND objid = c.oid)
), facts(kind, name, place, fact) AS (
    SELECT 'schema', nspname::text, 0, '' FROM spaces
    UNION ALL
    SELECT 'extension', extname, 0, concat_ws(' ', extversion, n.nspname)
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    UNION ALL
    SELECT 'relation', c.oid::regclass::text, 0,
        concat_ws(' ', c.relkind, c.relpersistence, c.relreplident, c.relrowsecurity, c.relforcerowsecurity, a.amname, c.reloptions,
                  (SELECT reloptions FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid), NULLIF(c.reloftype, 0)::regtype,
                  CASE c.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END, pg_catalog.pg_get_expr(c.relpartbound, c.oid),
                  (SELECT pg_catalog.string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_catalog.pg_inherits WHERE inhrelid = c.oid),
                  CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END)
    FROM relations c LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam
    UNION ALL
    SELECT 'column', c.oid::regclass::text, pg_catalog.row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum),
        concat_ws(' ', pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod), NULLIF(a.attcollation, t.typcollation)::regcollation,
                  a.attnotnull, a.attidentity, a.attgenerated, a.attislocal, a.attinhcount, a.attstorage, pg_catalog.to_jsonb(a) ->> 'attcompression',
                  NULLIF(a.attstattarget, -1), a.attoptions, pg_catalog.pg_get_expr(d.adbin, d.adrelid))
    FROM relations c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind <> 'S'
    UNION ALL
    SELECT 'constraint', concat_ws(' ', NULLIF(k.conrelid, 0)::regclass, NULLIF(k.contypid, 0)::regtype, pg_catalog.quote_ident(k.conname)), 0,
        concat_ws(' ', pg_catalog.pg_get_constraintdef(k.oid), k.convalidated, k.conislocal, k.coninhcount)
    FROM pg_catalog.pg_constraint k JOIN spaces s ON s.oid = k.connamespace LEFT JOIN relations c ON c.oid = k.conrelid
    WHERE (c.oid IS NOT NULL OR k.contypid <> 0) AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_catalog.pg_type'::regclass AND objid = k.contypid)
    UNION ALL
    SELECT 'index', i.indexrelid::regclass::text, 0,
        concat_ws(' ', pg_catalog.pg_get_indexdef(i.indexrelid), i.indisclustered, i.indisreplident, i.indisvalid,
                  (SELECT inhparent::regclass FROM pg_catalog.pg_inherits WHERE inhrelid = i.indexrelid))
    FROM pg_catalog.pg_index i JOIN relations c ON c.oid = i.indrelid
    UNION ALL
    SELECT 'sequence', q.seqrelid::regclass::text, 0,
        concat_ws(' ', q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmax, q.seqmin, q.seqcache, q.seqcycle,
                  (SELECT pg_catalog.pg_describe_object(refclassid, refobjid, refobjsubid) || deptype::text FROM pg_catalog.pg_depend
                   WHERE classid = 'pg_catalog.pg_class'::regclass AND objid = q.seqrelid AND deptype IN ('a', 'i')))
    FROM pg_catalog.pg_sequence q JOIN relations c ON c.oid = q.seqrelid
    UNION ALL
    SELECT 'trigger', g.tgrelid::regclass || ' ' || pg_catalog.quote_ident(g.tgname), 0, concat_ws(' ', pg_catalog.pg_get_triggerdef(g.oid), g.tgenabled)
    FROM pg_catalog.pg_trigger g JOIN relations c ON c.oid = g.tgrelid WHERE NOT g.tgisinternal
    UNION ALL
    SELECT 'rule', r.ev_class::regclass || ' ' || pg_catalog.quote_ident(r.rulename), 0, concat_ws(' ', pg_catalog.pg_get_ruledef(r.oid), r.ev_enabled)
    FROM pg_catalog.pg_rewrite r JOIN relations c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
    UNION ALL
    SELECT 'policy', p.polrelid::regclass || ' ' || pg_catalog.quote_ident(p.polname), 0,
        concat_ws(' ', p.polcmd, p.polpermissive, (SELECT pg_catalog.array_agg(DISTINCT r::regrole::text ORDER BY r::regrole::text) FROM pg_catalog.unnest(p.polroles) r),
                  pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_catalog.pg_policy p JOIN relations c ON c.oid = p.polrelid
    UNION ALL
    SELECT 'statistics', pg_catalog.quote_ident(x.stxname), 0, concat_ws(' ', pg_catalog.pg_get_statisticsobjdef(x.oid), NULLIF(pg_catalog.to_jsonb(x) ->> 'stxstattarget', '-1'))
    FROM pg_catalog.pg_statistic_ext x JOIN relations c ON c.oid = x.stxrelid
    UNION ALL
    SELECT 'routine', p.oid::regprocedure::text, 0,
        CASE WHEN p.prokind = 'a' THEN pg_catalog.to_jsonb(g)::text ELSE pg_catalog.pg_get_functiondef(p.oid) END
    FROM pg_catalog.pg_proc p JOIN spaces s ON s.oid = p.pronamespace LEFT JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid
    WHERE NOT EXISTS (SELECT FROM members WHERE classid = 'pg_catalog.pg_proc'::regclass AND objid = p.oid)
    UNION ALL
    SELECT 'type', t.oid::regtype::text, 0,
        concat_ws(' ', t.typtype, t.typnotnull, t.typdefault, NULLIF(t.typbasetype, 0)::regtype, NULLIF(t.typcollation, 0)::regcollation,
                  (SELECT pg_catalog.array_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid),
                  (SELECT concat_ws(' ', r.rngsubtype::regtype, r.rngsubopc, r.rngcanonical, r.rngsubdiff) FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid))
    FROM pg_catalog.pg_type t JOIN spaces s ON s.oid = t.typnamespace
    WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_catalog.pg_type'::regclass AND objid = t.oid)
    UNION ALL
    SELECT 'collation', pg_catalog.quote_ident(l.collname), 0, concat_ws(' ', s.nspname, l.collprovider, l.collisdeterministic, l.collcollate, l.collctype)
    FROM pg_catalog.pg_collation l JOIN spaces s ON s.oid = l.collnamespace
    UNION ALL
    SELECT 'comment', o.identity, d.objsubid, d.description
    FROM pg_catalog.pg_description d CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid) o
    WHERE d.objoid >= 16384 AND NOT EXISTS (SELECT FROM members m WHERE m.classid = d.classoid AND m.objid = d.objoid)
    UNION ALL
    SELECT 'privileges', o.name, 0, pg_catalog.array_to_string(ARRAY(SELECT pg_catalog.unnest(o.acl)::text ORDER BY 1), ' ')
    FROM (
        SELECT c.oid::regclass::text, c.relacl FROM relations c
        UNION ALL SELECT a.attrelid::regclass || '.' || a.attname, a.attacl FROM pg_catalog.pg_attribute a JOIN relations c ON c.oid = a.attrelid
        UNION ALL SELECT p.oid::regprocedure::text, p.proacl FROM pg_catalog.pg_proc p JOIN spaces s ON s.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM members WHERE classid = 'pg_catalog.pg_proc'::regclass AND objid = p.oid)
        UNION ALL SELECT nspname, nspacl FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        UNION ALL SELECT t.oid::regtype::text, t.typacl FROM pg_catalog.pg_type t JOIN spaces s ON s.oid = t.typnamespace
        UNION ALL SELECT concat_ws(' ', 'default', defaclrole::regrole, NULLIF(defaclnamespace, 0)::regnamespace, defaclobjtype), defaclacl FROM pg_catalog.pg_default_acl
    ) o(name, acl) WHERE o.acl IS NOT NULL
    UNION ALL
    SELECT 'rows', c.oid::regclass::text, 0,
        pg_catalog.query_to_xml(pg_catalog.format('SELECT md5(string_agg(t::text, E''\n'' ORDER BY t::text)) FROM ONLY %s t', c.oid::regclass), true, true, '')::text
    FROM relations c WHERE c.relkind = 'r' AND :with_data
)
SELECT pg_catalog.concat_ws(' ', kind, name, NULLIF(place, 0), pg_catalog.replace(pg_catalog.replace(fact, E'\\', E'\\\\'), E'\n', E'\\n'))
FROM facts ORDER BY kind COLLATE "C", name COLLATE "C", place, fact COLLATE "C";

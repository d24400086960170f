// SPDX-License-Identifier: BSL-1.0
// What lists objects, and properties of objects, that the catalog has no words for.
#pragma once

#include "privilege_queries.hpp"
#include "query_text.hpp"
#include "raw_queries.hpp"

#include <string>
#include <string_view>

/// https://www.postgresql.org/docs/current/functions-info.html, pg_identify_object()
namespace constable::database::detail {

// Objects that the server names itself: of which catalog, their oids.
class object_list {
public:
    void add(std::string_view catalog, std::string_view from) {
        text_.append(text_.empty() ? "" : " UNION ALL ").append("SELECT 'pg_catalog.").append(catalog).append("'::regclass::oid AS catalog, o.oid AS id")
            .append(" FROM pg_catalog.").append(catalog).append(" o ").append(from);
        text_.append(from.find(" WHERE ") == from.npos ? " WHERE" : " AND").append(is_own(catalog, "o.oid"));
    }
    [[nodiscard]] std::string& text() { return text_; }

private:
    std::string text_;
};

// Base types, and shells of such. An operator that another names, and nobody has made, comes with that one, and pg_dump
// leaves it out too.
inline void add_unmodelled_of_schemas(object_list& list) {
    list.add("pg_type", "JOIN wanted n ON n.oid = o.typnamespace WHERE (o.typtype = 'b' AND o.typelem = 0 OR NOT o.typisdefined"
                        " OR o.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type a WHERE a.typarray = o.oid))");
}

// Each belongs to the database as a whole. Options that could be passwords are not read.
inline void add_unmodelled_of_database(object_list& list) {
    for (const raw_source& each : raw_sources)
        if (each.kind == "foreign data wrapper" || each.kind == "server") list.add(each.catalog, " WHERE NOT (" + std::string{each.condition} + ")");
}

// A condition: a role has other privileges than usual.
inline std::string differs_for(std::string_view role, std::string_view acl, std::string_view usual) {
    const auto has_more = [&](std::string_view left, std::string_view right) {
        return std::string{"EXISTS (SELECT l.privilege_type, l.is_grantable FROM pg_catalog.aclexplode("}.append(left).append(") l WHERE l.grantee = ").append(role)
            .append(" EXCEPT SELECT r.privilege_type, r.is_grantable FROM pg_catalog.aclexplode(").append(right).append(") r WHERE r.grantee = ").append(role).append(")");
    };
    return "(" + has_more(acl, usual) + " OR " + has_more(usual, acl) + ")";
}

// What owners have taken from, or given to, themselves: who they are is nothing to declare.
inline std::string privileges_of_owners() {
    std::string text = "SELECT 'privileges of the owner' AS kind, g.name FROM (SELECT c.oid::regclass::text AS name, c.relowner AS owner, c.relacl AS acl,"
                       " CASE c.relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r' END AS type FROM relations c WHERE c.relkind <> 'c'"
                       " UNION ALL SELECT f.oid::regprocedure::text, f.proowner, f.proacl, 'f' FROM pg_catalog.pg_proc f JOIN wanted n ON n.oid = f.pronamespace WHERE" + is_own("pg_proc", "f.oid") +
                       " UNION ALL SELECT t.oid::regtype::text, t.typowner, t.typacl, 'T' FROM pg_catalog.pg_type t JOIN wanted n ON n.oid = t.typnamespace WHERE" + is_own("pg_type", "t.oid") +
                       " UNION ALL SELECT n.oid::regnamespace::text, n.nspowner, n.nspacl, 'n' FROM wanted n WHERE n.nspname <> 'public') g WHERE g.acl IS NOT NULL AND ";
    return text + differs_for("g.owner", "g.acl", "pg_catalog.acldefault(g.type, g.owner)");
}

// Properties of modelled objects: a kind that says what, and the object's name.
inline std::string unmodelled_properties(int version) {
    std::string text = "SELECT 'tablespace of a relation' AS kind, c.oid::regclass::text || ': ' || t.spcname AS name"
                       " FROM pg_catalog.pg_class c JOIN wanted n ON n.oid = c.relnamespace JOIN pg_catalog.pg_tablespace t ON t.oid = c.reltablespace"
                       " WHERE c.relkind IN ('r', 'p', 'm', 'i', 'I')"
                       " UNION ALL SELECT 'security label', l.provider || ': ' || pg_catalog.pg_describe_object(l.classoid, l.objoid, l.objsubid)"
                       " FROM pg_catalog.pg_seclabel l"
                       " UNION ALL " + privileges_of_owners() +
                       " UNION ALL SELECT 'privileges of objects of an extension', pg_catalog.quote_ident(x.extname) FROM pg_catalog.pg_extension x"
                       " JOIN wanted n ON n.oid = x.extnamespace WHERE EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN (SELECT 'pg_catalog.pg_proc'::regclass AS class,"
                       " oid, proacl AS acl FROM pg_catalog.pg_proc UNION ALL SELECT 'pg_catalog.pg_class'::regclass, oid, relacl FROM pg_catalog.pg_class) o"
                       " ON o.class = d.classid AND o.oid = d.objid LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = d.classid AND i.objoid = d.objid AND i.objsubid = 0"
                       " WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = x.oid AND d.deptype = 'e' AND o.acl IS DISTINCT FROM i.initprivs)"
                       " UNION ALL SELECT 'settings of a column of a ' || CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END, c.oid::regclass::text || '.' || pg_catalog.quote_ident(a.attname)"
                       " FROM relations c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                       " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE c.relkind IN ('m', 'f') AND (a.attstorage <> t.typstorage OR a.attoptions IS NOT NULL"
                       " OR coalesce(a.attstattarget, -1) <> -1)";
    if (version >= 130000)
        text += " UNION ALL SELECT 'state of an inherited trigger', pg_catalog.quote_ident(t.tgname) || ' on ' || c.oid::regclass::text"
                " FROM relations c JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid JOIN pg_catalog.pg_trigger p ON p.oid = t.tgparentid"
                " WHERE t.tgenabled <> p.tgenabled";
    if (version >= 180000)
        text += " UNION ALL SELECT 'NOT NULL constraint that is ' || CASE WHEN k.connoinherit THEN 'NO INHERIT' ELSE 'NOT VALID' END,"
                " pg_catalog.quote_ident(k.conname) || ' on ' || c.oid::regclass::text FROM relations c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid"
                " WHERE k.contype = 'n' AND (k.connoinherit OR NOT k.convalidated)"
                " UNION ALL SELECT 'comment on a NOT NULL constraint', pg_catalog.quote_ident(k.conname) || ' on ' || c.oid::regclass::text"
                " FROM relations c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'n'"
                " JOIN pg_catalog.pg_description e ON e.objoid = k.oid AND e.classoid = 'pg_catalog.pg_constraint'::regclass";
    return text;
}

inline void add_unmodelled(query_text& query, const scope& all) {
    if (all.reach == scope::extent::temporary) return;
    object_list list;
    add_unmodelled_of_schemas(list);
    std::string properties = unmodelled_properties(query.version);
    if (all.reach == scope::extent::whole) {
        add_unmodelled_of_database(list);
        properties += " UNION ALL SELECT 'user mapping', coalesce(u.usename, 'public') || ' on server ' || pg_catalog.quote_ident(u.srvname)"
                      " FROM pg_catalog.pg_user_mappings u"
                      " UNION ALL SELECT 'privileges of a foreign data wrapper', pg_catalog.quote_ident(w.fdwname) FROM pg_catalog.pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL"
                      " UNION ALL SELECT 'privileges of a server', pg_catalog.quote_ident(v.srvname) FROM pg_catalog.pg_foreign_server v WHERE v.srvacl IS NOT NULL"
                      " UNION ALL SELECT 'privileges of a language', pg_catalog.quote_ident(y.lanname) FROM pg_catalog.pg_language y WHERE y.lanacl IS NOT NULL AND y.oid >= 16384"
                      " UNION ALL SELECT 'subscription', s.subname FROM pg_catalog.pg_subscription s WHERE s.subdbid ="
                      " (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
                      " UNION ALL SELECT 'large object', count(*)::text FROM pg_catalog.pg_largeobject_metadata HAVING count(*) <> 0"
                      " UNION ALL SELECT 'default privileges of the owner', pg_catalog.pg_get_userbyid(d.defaclrole) || ' on each ' || " + std::string{kind_of_default_privileges} +
                      " FROM pg_catalog.pg_default_acl d WHERE d.defaclnamespace = 0 AND d.defaclobjtype IN ('r', 'S', 'f', 'T', 'n') AND " +
                      differs_for("d.defaclrole", "d.defaclacl", base_of_default_privileges) +
                      " UNION ALL SELECT 'default privileges of large objects', pg_catalog.pg_get_userbyid(d.defaclrole) FROM pg_catalog.pg_default_acl d"
                      " WHERE d.defaclobjtype = 'L'";
    }
    query.add("unmodelled", "0", "0", "0", {"u.kind", "u.name"},
              "FROM (SELECT i.type AS kind, i.identity AS name FROM (" + list.text() +
                  ") l CROSS JOIN LATERAL pg_catalog.pg_identify_object(l.catalog, l.id, 0) i UNION ALL " + properties + ") u");
}

} // namespace constable::database::detail

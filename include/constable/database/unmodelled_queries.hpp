// SPDX-License-Identifier: BSL-1.0
// What lists objects, and properties of objects, that the catalog has no words for.
#pragma once

#include "query_text.hpp"

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

// Each lies in a schema.
inline void add_unmodelled_of_schemas(object_list& list) {
    list.add("pg_operator", "JOIN wanted n ON n.oid = o.oprnamespace");
    list.add("pg_opclass", "JOIN wanted n ON n.oid = o.opcnamespace");
    list.add("pg_opfamily", "JOIN wanted n ON n.oid = o.opfnamespace");
    list.add("pg_conversion", "JOIN wanted n ON n.oid = o.connamespace");
    list.add("pg_ts_config", "JOIN wanted n ON n.oid = o.cfgnamespace");
    list.add("pg_ts_dict", "JOIN wanted n ON n.oid = o.dictnamespace");
    list.add("pg_ts_parser", "JOIN wanted n ON n.oid = o.prsnamespace");
    list.add("pg_ts_template", "JOIN wanted n ON n.oid = o.tmplnamespace");
    list.add("pg_class", "JOIN wanted n ON n.oid = o.relnamespace WHERE o.relkind = 'f'");
    // base types, and shells of such
    list.add("pg_type", "JOIN wanted n ON n.oid = o.typnamespace WHERE (o.typtype = 'b' AND o.typelem = 0 OR NOT o.typisdefined"
                        " OR o.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type a WHERE a.typarray = o.oid))");
}

// Each belongs to the database as a whole. The server's own have oids below 16384.
inline void add_unmodelled_of_database(object_list& list) {
    // one between a range and its multirange comes with the type
    list.add("pg_cast", " WHERE o.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE"
                        " d.classid = 'pg_catalog.pg_cast'::regclass AND d.objid = o.oid AND d.deptype = 'i')");
    list.add("pg_foreign_data_wrapper", "");
    list.add("pg_foreign_server", "");
    list.add("pg_event_trigger", "");
    list.add("pg_publication", "");
    list.add("pg_language", " WHERE o.oid >= 16384 AND o.lanname <> 'plpgsql'");
    list.add("pg_transform", "");
    list.add("pg_am", " WHERE o.oid >= 16384");
}

// Properties of modelled objects: a kind that says what, and the object's name.
inline std::string unmodelled_properties(int version) {
    std::string text = "SELECT 'tablespace of a relation' AS kind, c.oid::regclass::text || ': ' || t.spcname AS name"
                       " FROM pg_catalog.pg_class c JOIN wanted n ON n.oid = c.relnamespace JOIN pg_catalog.pg_tablespace t ON t.oid = c.reltablespace"
                       " WHERE c.relkind IN ('r', 'p', 'm', 'i', 'I')"
                       " UNION ALL SELECT 'security label', l.provider || ': ' || pg_catalog.pg_describe_object(l.classoid, l.objoid, l.objsubid)"
                       " FROM pg_catalog.pg_seclabel l"
                       " UNION ALL SELECT 'privilege that the owner has revoked from itself', c.oid::regclass::text FROM relations c WHERE c.relacl IS NOT NULL"
                       " AND c.relkind <> 'c' AND EXISTS (SELECT FROM pg_catalog.aclexplode(pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's'::\"char\""
                       " ELSE 'r' END, c.relowner)) b WHERE b.grantee = c.relowner AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(c.relacl) a"
                       " WHERE a.grantee = b.grantee AND a.privilege_type = b.privilege_type))"
                       " UNION ALL SELECT 'comment on the index of a constraint', pg_catalog.quote_ident(k.conname) || ' on ' || c.oid::regclass::text"
                       " FROM relations c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x')"
                       " JOIN pg_catalog.pg_description e ON e.objoid = k.conindid AND e.classoid = 'pg_catalog.pg_class'::regclass AND e.objsubid = 0"
                       " UNION ALL SELECT 'settings of a column of a materialized view', c.oid::regclass::text || '.' || pg_catalog.quote_ident(a.attname)"
                       " FROM relations c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                       " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE c.relkind = 'm' AND (a.attstorage <> t.typstorage OR a.attoptions IS NOT NULL"
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
                      " UNION ALL SELECT 'subscription', s.subname FROM pg_catalog.pg_subscription s WHERE s.subdbid ="
                      " (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
                      " UNION ALL SELECT 'large object', count(*)::text FROM pg_catalog.pg_largeobject_metadata HAVING count(*) <> 0"
                      " UNION ALL SELECT 'default privileges of large objects', pg_catalog.pg_get_userbyid(d.defaclrole) FROM pg_catalog.pg_default_acl d"
                      " WHERE d.defaclobjtype = 'L'";
    }
    query.add("unmodelled", "0", "0", "0", {"u.kind", "u.name"},
              "FROM (SELECT i.type AS kind, i.identity AS name FROM (" + list.text() +
                  ") l CROSS JOIN LATERAL pg_catalog.pg_identify_object(l.catalog, l.id, 0) i UNION ALL " + properties + ") u");
}

} // namespace constable::database::detail

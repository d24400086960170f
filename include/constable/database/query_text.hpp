// SPDX-License-Identifier: BSL-1.0
// The text of one statement that reads every kind of object: SELECTs of one shape, joined by UNION ALL.
#pragma once

#include "constable/catalog/model.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::database {

/// Which database schemas are read.
struct scope {
    enum class extent : unsigned char {
        named,     ///< the default schema and `schemas`
        whole,     ///< all but the server's own
        temporary, ///< only the session's own temporary schema, as if its objects lay in the default one
    };

    extent reach = extent::named;
    std::vector<std::string_view> schemas{};    ///< besides the default one
    std::vector<std::string_view> extensions{}; ///< besides those that lie in these schemas
    std::span<const catalog::raw_object> raw_objects{}; ///< of these, such as lie in no schema

    /// The default schema.
    scope() = default;
    explicit scope(extent how_far) : reach(how_far) {}
    /// The default schema and those that a catalog names.
    scope(const catalog::catalog& expected) { // NOLINT(google-explicit-constructor): an expected catalog is a scope
        const auto add_each = [&](const auto& objects) {
            for (const auto& each : objects) add(each.schema);
        };
        for (const catalog::database_schema& each : expected.schemas) add(each.name);
        for (const catalog::extension& each : expected.extensions) extensions.push_back(each.name);
        raw_objects = expected.raw_objects;
        add_each(expected.raw_objects);
        add_each(expected.collations);
        add_each(expected.enumerations);
        add_each(expected.domains);
        add_each(expected.composite_types);
        add_each(expected.range_types);
        add_each(expected.sequences);
        add_each(expected.tables);
        add_each(expected.views);
        add_each(expected.routines);
        for (const catalog::table& each : expected.tables) add_each(each.statistics);
        for (const catalog::view& each : expected.views) add_each(each.statistics);
    }
    /// All schemas of the database that are not the server's own, and what lies in no schema.
    [[nodiscard]] static scope whole_database() { return scope{extent::whole}; }
    /// The session's temporary schema.
    [[nodiscard]] static scope temporary_objects() { return scope{extent::temporary}; }

private:
    void add(std::string_view schema) {
        if (schema.empty()) return;
        for (const std::string_view each : schemas)
            if (each == schema) return;
        schemas.push_back(schema);
    }
};

/// Texts of every row that describes an object, after its kind, its own oid, its owner's oid and its position.
inline constexpr std::size_t introspection_fields = 25;

namespace detail {

// Builds the statement. A row: kind, oid, oid of what it stands on, position, texts. The reader takes the texts in the
// order of `each_field`; NULL leaves what a default-constructed object has.
class query_text {
public:
    using texts = std::initializer_list<std::string_view>;

    explicit query_text(int server_version) : version(server_version) {}

    // The texts of `from` may speak of the expressions; nothing is joined that is not said there.
    void add(std::string_view kind, std::string_view id, std::string_view owner, std::string_view position, texts fields,
             std::string_view from) {
        text_.append(is_first_ ? "" : "\nUNION ALL ").append("SELECT '").append(kind).append("'::text, ");
        text_.append(id).append("::oid, ").append(owner).append("::oid, ").append(position).append("::int4");
        std::size_t count = 0;
        for (const std::string_view field : fields) {
            text_.append(", ").append(field);
            ++count;
        }
        for (; count != introspection_fields; ++count) text_.append(is_first_ ? ", NULL::text" : ", NULL");
        text_.append(" ").append(from);
        is_first_ = false;
    }
    void add_raw(std::string_view more) { text_.append(more); }
    [[nodiscard]] std::string& text() { return text_; }

    const int version; ///< as `server_version_num`

private:
    std::string text_;
    bool is_first_ = true;
};

// ---- pieces of expressions; each names its object through aliases

// The name of something, qualified where the search path does not find it.
inline std::string visible_name(std::string_view kind, std::string_view alias, std::string_view prefix) {
    const std::string name = std::string{alias}.append(".").append(prefix);
    return std::string{"CASE WHEN pg_catalog.pg_"}.append(kind).append("_is_visible(").append(alias).append(".oid) THEN '' ELSE ")
        .append("(SELECT pg_catalog.quote_ident(nspname) || '.' FROM pg_catalog.pg_namespace WHERE oid = ").append(name)
        .append("namespace) END || pg_catalog.quote_ident(").append(name).append("name)");
}
inline std::string collation_name(std::string_view alias) { return visible_name("collation", alias, "coll"); }
inline std::string function_name(std::string_view alias) { return visible_name("function", alias, "pro"); }

// The name of the function with that oid; NULL for 0.
inline std::string name_of_function(std::string_view oid) {
    return std::string{"(SELECT "}.append(function_name("f")).append(" FROM pg_catalog.pg_proc f WHERE f.oid = ").append(oid).append(")");
}
// The operator with that oid, as it stands in DDL.
inline std::string name_of_operator(std::string_view oid) {
    return std::string{"(SELECT CASE WHEN pg_catalog.pg_operator_is_visible(y.oid) THEN y.oprname::text"
                       " ELSE 'OPERATOR(' || pg_catalog.quote_ident(m.nspname) || '.' || y.oprname || ')' END"
                       " FROM pg_catalog.pg_operator y JOIN pg_catalog.pg_namespace m ON m.oid = y.oprnamespace WHERE y.oid = "}
        .append(oid).append(")");
}
// The names of columns, by an array of their numbers.
inline std::string column_names(std::string_view numbers, std::string_view table) {
    return std::string{"ARRAY(SELECT ca.attname FROM pg_catalog.unnest("}.append(numbers)
        .append(") WITH ORDINALITY u(num, at) JOIN pg_catalog.pg_attribute ca ON ca.attrelid = ").append(table)
        .append(" AND ca.attnum = u.num ORDER BY u.at)::text");
}
// A join with the comment of an object, under an alias.
inline std::string comment_of(std::string_view catalog, std::string_view oid, std::string_view part = "0", std::string_view alias = "e") {
    const std::string of = std::string{alias} + ".";
    return std::string{" LEFT JOIN pg_catalog.pg_description "}.append(alias).append(" ON ").append(of).append("objoid = ").append(oid)
        .append(" AND ").append(of).append("classoid = 'pg_catalog.").append(catalog).append("'::regclass AND ").append(of).append("objsubid = ")
        .append(part);
}
// A condition: no extension brings it.
inline std::string is_own(std::string_view catalog, std::string_view oid) {
    return std::string{" NOT EXISTS (SELECT FROM owned WHERE owned.classid = 'pg_catalog."}.append(catalog)
        .append("'::regclass AND owned.objid = ").append(oid).append(")");
}

// Whether the namespace `n` is read.
inline std::string is_wanted_namespace(const scope& all) {
    if (all.reach == scope::extent::temporary) return "n.oid = pg_catalog.pg_my_temp_schema()";
    if (all.reach == scope::extent::whole) return "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
    return strings::to_string([&](auto& sink) {
        sink.add("(n.nspname = current_schema() OR n.nspname IN (NULL");
        for (const std::string_view schema : all.schemas) {
            sink.add(", ");
            strings::add_literal(sink, schema);
        }
        sink.add("))");
    });
}

// What all parts of the statement look at: the schemas, what belongs to extensions, the relations.
inline std::string common_tables(const scope& all) {
    return "WITH wanted AS MATERIALIZED (SELECT n.* FROM pg_catalog.pg_namespace n WHERE " + is_wanted_namespace(all) +
           "),\nowned AS MATERIALIZED (SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'),\n"
           "relations AS MATERIALIZED (SELECT c.*, n.nspname FROM pg_catalog.pg_class c JOIN wanted n ON n.oid = c.relnamespace"
           " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND" + is_own("pg_class", "c.oid") +
           " AND (c.relkind <> 'c' OR" + is_own("pg_type", "c.reltype") + "))\n";
}

} // namespace detail
} // namespace constable::database

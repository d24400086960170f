// SPDX-License-Identifier: BSL-1.0
// Random database schemas, extensions, collations, types, sequences and routines.
#pragma once

#include "random_dice.hpp"

#include "constable/catalog/model.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::testing {

/// What a random catalog must know of the server that is to take it.
struct server_facts {
    int version = 150000;
    /// Names and default versions of the extensions that may be created.
    std::vector<std::pair<std::string, std::string>> extensions{};
};

/// Roles that random catalogs name; whoever creates one creates them first.
inline constexpr std::string_view random_roles[] = {"constable random 1", "constable_random_2"};

/// An object, and whether this variant of the catalog has it.
template <class Object>
struct part {
    Object value{};
    bool alive = true;
};

/// A type that columns can have.
struct column_type {
    std::string_view sql;
    std::string_view cast;    ///< as a cast of a constant names it
    std::string_view literal; ///< a default; empty: none
    unsigned can;
    bool alive = true;
    bool is_own = false; ///< of this catalog
};

class random_types : protected random_dice {
protected:
    random_types(std::uint32_t seed, const server_facts& facts, std::uint32_t variant)
        : random_dice(seed, variant), facts_(facts) {
        make_schemas();
        make_extensions();
        make_collations();
        make_enumerations();
        make_domains();
        make_composite_types();
        if (chance(2)) make_row_type();
        make_range_types();
        make_sequences();
        make_routines();
    }

    [[nodiscard]] bool since(int major) const { return facts_.version >= major * 10000; }

    // ---- schemas and extensions

    std::string_view any_schema() { return any_of(schema_names_); }

    void make_schemas() {
        schema_names_.push_back({});
        for (std::size_t count = upto(2); count != 0; --count) {
            const std::string_view name = new_name();
            schema_names_.push_back(name);
            schemas_.push_back({name, comment()});
        }
    }

    void make_extensions() {
        for (const auto& [name, version] : facts_.extensions) {
            const bool here = chance(4);
            const std::string_view schema = any_schema();
            const std::string_view note = chance(6) ? some_comment() : std::string_view{};
            if (!here) continue;
            extensions_.push_back(
                {.value = {.schema = schema, .name = name, .version = version, .comment = note}, .alive = true});
            if (name == "citext") types_.push_back(own_type(schema, name, detail::sorts | detail::hashes, true));
            if (name == "hstore") types_.push_back(own_type(schema, name, 0, true));
            if (name == "ltree") types_.push_back(own_type(schema, name, detail::sorts, true));
            if (name == "pg_trgm") trigram_class_ = keep(qualified(schema, "gin_trgm_ops"));
        }
    }

    column_type own_type(std::string_view schema, std::string_view name, unsigned can, bool alive,
                         std::string_view constant = {}) {
        const std::string_view sql = keep(qualified(schema, name));
        const std::string_view value =
            constant.empty() ? constant : keep(std::string{constant} + "::" + std::string{sql});
        return {.sql = sql, .cast = sql, .literal = value, .can = can, .alive = alive, .is_own = true};
    }

    void make_collations() {
        for (std::size_t count = upto(2); count != 0; --count) {
            static constexpr std::string_view locales[] = {"de-u-co-phonebk", "und", "sv"};
            catalog::collation made{.schema = any_schema(), .name = new_name(false)};
            const bool is_icu = !chance(3);
            made.provider = is_icu ? "icu" : "libc";
            const std::string_view locale = any_of(locales);
            made.locale = is_icu ? locale : "C";
            const bool is_mixed = chance(3);
            if (!is_icu && is_mixed) {
                made.locale = {};
                made.lc_collate = "C";
                made.lc_ctype = "POSIX";
            }
            const bool has_rules = chance(4);
            if (is_icu && has_rules && since(16)) made.rules = "&V << w <<< W";
            made.deterministic = !(chance(4) && is_icu);
            made.comment = comment();
            collations_.push_back({made, kept()});
        }
    }

    // ---- types

    void make_enumerations() {
        static constexpr std::string_view labels[] = {"ok",   "sad",   "very happy", "it's",   "a,b",
                                                      "{c}",  "\"d\"", "NULL",       "ä🙂", "Case",
                                                      "case", " x ",   "back\\slash"};
        for (std::size_t count = upto(2); count != 0; --count) {
            std::vector<std::string_view> chosen{std::begin(labels), std::end(labels)};
            shuffle(chosen);
            chosen.resize(2 + upto(4));
            catalog::enumeration made{.schema = any_schema(), .name = new_name(false)};
            const std::string_view first = chosen[0];
            const std::size_t at = 1 + upto(chosen.size() - 2);
            // Labels are never taken away: variant 1 has fewer than the others.
            if (varies() && variant() == 1) chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(at));
            made.labels = keep_names(std::move(chosen));
            made.comment = comment();
            enumerations_.push_back({made, kept()});
            types_.push_back(own_type(made.schema, made.name, detail::sorts | detail::hashes,
                                      enumerations_.back().alive, keep(literal(first))));
        }
    }

    void make_domains() {
        for (std::size_t count = upto(2); count != 0; --count) {
            catalog::domain made{.schema = any_schema(), .name = new_name(false)};
            const bool is_text = chance(2);
            made.type = is_text ? "text" : "integer";
            if (chance(3) && is_text) made.collation = "\"C\"";
            const bool has_default = chance(3);
            if (either(has_default, !has_default)) made.default_expression = is_text ? "'x y'::text" : "7";
            const bool not_null = chance(4);
            made.not_null = either(not_null, !not_null);
            const std::string_view name_of_not_null = new_name();
            if (chance(4) && made.not_null && since(18)) made.not_null_name = name_of_not_null;
            std::vector<catalog::constraint> checks;
            for (std::size_t more = upto(2); more != 0; --more) {
                catalog::constraint check{
                    .kind = catalog::constraint_kind::check, .name = new_name(), .comment = comment()};
                const std::size_t which = upto(1);
                if (is_text)
                    check.expression = either(which, 1 - which) == 0 ? "(VALUE <> ''::text)" : "(length(VALUE) < 100)";
                else
                    check.expression = either(which, 1 - which) == 0 ? "(VALUE > 0)" : "(VALUE <> ALL (ARRAY[13, 17]))";
                if (kept()) checks.push_back(check);
            }
            made.constraints = keep_list(std::move(checks));
            made.comment = comment();
            domains_.push_back({made, kept()});
            types_.push_back(own_type(made.schema, made.name, detail::sorts | detail::hashes, domains_.back().alive));
        }
    }

    void make_composite_types() {
        for (std::size_t count = upto(2); count != 0; --count) {
            catalog::composite_type made{.schema = any_schema(), .name = new_name(false)};
            std::vector<catalog::attribute> attributes;
            bool alive = true;
            for (std::size_t more = 1 + upto(3); more != 0; --more) {
                const column_type type = any_type();
                catalog::attribute each{.name = new_name(), .type = type.sql, .comment = comment()};
                if (chance(3) && (type.can & detail::collates) != 0) each.collation = "\"C\"";
                const bool is_here = kept() || attributes.empty();
                if (is_here && type.alive) attributes.push_back(each);
                else if (is_here && attributes.empty()) alive = false;
            }
            made.attributes = keep_list(std::move(attributes));
            made.comment = comment();
            composite_types_.push_back({made, kept() && alive});
            types_.push_back(own_type(made.schema, made.name, 0, composite_types_.back().alive));
        }
    }

    /// A type for a table of that type: its attributes stay in their places, but the last may be missing.
    void make_row_type() {
        row_type_.value = {.schema = any_schema(), .name = new_name(false)};
        for (std::size_t more = 1 + upto(2); more != 0; --more) {
            const detail::type_sample* sample = nullptr;
            do sample = &any_of(detail::type_samples);
            while (sample->since > facts_.version);
            row_attributes_.push_back({new_name(), {.sql = sample->sql, .cast = sample->cast, .literal = sample->literal, .can = sample->can}});
        }
        row_type_.alive = kept();
        row_attributes_.back().type.alive = row_attributes_.size() == 1 || kept();
        std::vector<catalog::attribute> attributes;
        for (const row_attribute& each : row_attributes_) {
            const std::string_view about = comment();
            if (each.type.alive) attributes.push_back({.name = each.name, .type = each.type.sql, .comment = about});
        }
        row_type_.value.attributes = keep_list(std::move(attributes));
        row_type_.value.comment = comment();
        composite_types_.push_back(row_type_);
    }

    void make_range_types() {
        if (!chance(3)) return;
        static constexpr std::string_view subtypes[] = {"double precision", "text", "inet"};
        catalog::range_type made{.schema = any_schema(), .name = new_name(false)};
        made.subtype = any_of(subtypes);
        if (chance(2) && made.subtype == "double precision") made.difference = "float8mi";
        if (chance(2) && made.subtype == "text") made.collation = "\"C\"";
        if (chance(4) && made.subtype == "text") made.operator_class = "text_pattern_ops";
        const std::string_view multirange = new_name(false);
        // the server's choice for a long name may be cut within a character
        if ((chance(2) || made.name.size() > 50) && since(14)) made.multirange = multirange;
        made.comment = comment();
        range_types_.push_back({made, kept()});
        types_.push_back(own_type(made.schema, made.name, detail::sorts | detail::hashes, range_types_.back().alive));
    }

    /// A type for a column; now and then an own one, or an array.
    column_type any_type() {
        const bool is_own = chance(4) && !types_.empty();
        const bool is_array = chance(8);
        column_type chosen{};
        if (is_own) {
            chosen = any_of(types_);
        } else {
            const detail::type_sample* sample = nullptr;
            do sample = &any_of(detail::type_samples);
            while (sample->since > facts_.version);
            chosen = {.sql = sample->sql, .cast = sample->cast, .literal = sample->literal, .can = sample->can};
        }
        if (!is_array) return chosen;
        const bool sorts = (chosen.can & detail::sorts) != 0;
        return {.sql = keep(std::string{chosen.sql} + "[]"),
                .cast = keep(std::string{chosen.cast} + "[]"),
                .literal = keep("'{}'::" + std::string{chosen.cast} + "[]"),
                .can = sorts && !is_own && chosen.sql != "money" && chosen.sql != "tsquery" &&
                               !chosen.sql.starts_with("bit")
                           ? detail::inverts
                           : 0U,
                .alive = chosen.alive,
                .is_own = is_own};
    }

    // ---- sequences

    void give_options(catalog::sequence& to) {
        struct integer {
            std::string_view type;
            std::int64_t most;
        };
        static constexpr integer integers[] = {
            {"smallint", 32767}, {"integer", 2147483647}, {"bigint", 9223372036854775807}};
        const integer chosen = any_of(integers);
        to.type = chosen.type;
        to.maximum = chosen.most;
        if (chance(4)) {
            to.increment = -1;
            to.maximum = -1;
            to.minimum = -chosen.most - 1;
            to.start = -1;
        } else if (chance(2)) {
            to.minimum = -10;
            to.maximum = 1000;
            to.start = static_cast<std::int64_t>(upto(100));
            to.increment = static_cast<std::int64_t>(1 + upto(9));
        }
        const auto cache = static_cast<std::int64_t>(1 + upto(20));
        const bool other_cache = chance(4);
        to.cache = either(other_cache ? cache : 1, std::int64_t{5});
        const bool cycle = chance(4);
        to.cycle = either(cycle, !cycle);
    }

    void make_sequences() {
        for (std::size_t count = upto(2); count != 0; --count) {
            catalog::sequence made{.schema = any_schema(), .name = new_name()};
            give_options(made);
            made.unlogged = chance(6) && since(15);
            made.comment = comment();
            sequences_.push_back({made, kept()});
        }
    }

    // ---- routines

    catalog::routine new_routine(std::string_view language) {
        catalog::routine made{.schema = any_schema(), .name = new_name(false), .language = language};
        made.comment = comment();
        return made;
    }

    void make_routines() {
        if (chance(2)) make_integer_function();
        if (chance(2)) make_trigger_function();
        for (std::size_t count = upto(2); count != 0; --count) make_other_routine();
    }

    /// f(integer): defaults, checks and indexes use it.
    void make_integer_function() {
        catalog::routine made = new_routine("sql");
        made.identity = "integer";
        const bool is_named = chance(2);
        made.arguments = is_named ? "a_number integer" : "integer";
        made.result = "integer";
        made.body = either("SELECT $1 + 1", "\nSELECT $1\n  + 2; -- it's\n");
        made.volatility = catalog::volatility_kind::immutable;
        made.strict = chance(2);
        made.parallel = either(catalog::parallel_safety::safe, catalog::parallel_safety::unsafe);
        const bool has_cost = chance(3);
        made.cost = either<std::string_view>(has_cost ? "7" : "", "12.5");
        routines_.push_back({made, kept()});
        integer_function_ = {keep(qualified(made.schema, made.name)), routines_.back().alive};
    }

    void make_trigger_function() {
        catalog::routine made = new_routine("plpgsql");
        made.result = "trigger";
        made.body = either("BEGIN RETURN NULL; END", "\r\nbegin\r\n\treturn null;  \r\nend ");
        const bool definer = chance(4);
        made.security_definer = either(definer, !definer);
        std::vector<std::string_view> settings;
        if (chance(3)) settings = {"work_mem=4MB"};
        if (varies()) settings.push_back("x.y=it's, \"z\"");
        made.settings = keep_names(std::move(settings));
        routines_.push_back({made, kept()});
        trigger_function_ = {keep(qualified(made.schema, made.name)), routines_.back().alive};
    }

    void make_other_routine() {
        catalog::routine made = new_routine("sql");
        const column_type type = any_type();
        bool alive = type.alive;
        switch (upto(6)) {
        case 0:
            made.kind = catalog::routine_kind::procedure;
            made.identity = "integer, text";
            made.arguments = since(14) ? "IN a integer, IN \"B c\" text DEFAULT 'x'::text"
                                       : "a integer, \"B c\" text DEFAULT 'x'::text";
            made.body = either("SELECT 1", "SELECT 2");
            break;
        case 1:
            made.kind = catalog::routine_kind::aggregate;
            made.identity = made.arguments = "integer";
            made.language = {};
            made.result = {};
            made.body = "SFUNC = int4pl, STYPE = integer, INITCOND = '0'";
            break;
        case 2:
            made.arguments = "OUT a integer, OUT b text";
            made.result = "record";
            made.body = either("SELECT 1, 'x'::text", "SELECT 2, 'x'::text");
            made.volatility = catalog::volatility_kind::stable;
            break;
        case 3:
            made.identity = "integer[]";
            made.arguments = "VARIADIC a integer[]";
            made.result = "TABLE(x integer, y text)";
            made.body = "SELECT 1, 'x'::text";
            made.rows = either<std::string_view>("", "10");
            break;
        case 4:
            made.identity = type.sql;
            made.arguments = type.sql;
            // a type modifier is no part of an argument's type
            if (type.sql.find('(') != std::string_view::npos || type.sql == "bit(4)" || type.sql.starts_with("\""))
                made.identity = made.arguments = "integer";
            made.result = "SETOF integer";
            made.body = "SELECT 1";
            made.leakproof = varies();
            break;
        case 5: {
            const bool is_block = chance(2);
            made.identity = made.arguments = "integer";
            made.result = "integer";
            const std::string body = either("SELECT 1", "SELECT 2");
            if (!since(14)) made.body = keep(body);
            else made.sql_body = keep(is_block ? "BEGIN ATOMIC\n " + body + ";\nEND" : "RETURN " + body.substr(7));
            break;
        }
        default:
            made.language = "plpgsql";
            made.identity = "integer";
            made.arguments = "a integer DEFAULT 3";
            made.result = "integer";
            made.body = "\nDECLARE\n\tx integer := a;\nBEGIN\n  RETURN x; \nEND\n";
            made.volatility = either(catalog::volatility_kind::volatile_, catalog::volatility_kind::stable);
        }
        routines_.push_back({made, kept() && alive});
    }

    struct row_attribute {
        std::string_view name;
        column_type type;
    };

    server_facts facts_;
    part<catalog::composite_type> row_type_{{}, false};
    std::vector<row_attribute> row_attributes_;
    std::vector<std::string_view> schema_names_;
    std::vector<catalog::database_schema> schemas_;
    std::vector<column_type> types_;
    std::vector<part<catalog::extension>> extensions_;
    std::vector<part<catalog::collation>> collations_;
    std::vector<part<catalog::enumeration>> enumerations_;
    std::vector<part<catalog::domain>> domains_;
    std::vector<part<catalog::composite_type>> composite_types_;
    std::vector<part<catalog::range_type>> range_types_;
    std::vector<part<catalog::sequence>> sequences_;
    std::vector<part<catalog::routine>> routines_;
    part<std::string_view> integer_function_{{}, false};
    part<std::string_view> trigger_function_{{}, false};
    std::string_view trigram_class_;
};

} // namespace constable::testing

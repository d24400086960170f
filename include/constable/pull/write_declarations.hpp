// SPDX-License-Identifier: BSL-1.0
// A whole catalog as one C++ header of declarations.
#pragma once

#include "context.hpp"
#include "order_declarations.hpp"
#include "write_privileges.hpp"
#include "write_raw.hpp"
#include "write_routine.hpp"
#include "write_sequence.hpp"
#include "write_table.hpp"
#include "write_types.hpp"
#include "write_view.hpp"

#include "constable/catalog/model.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::pull {

/// How the header is written.
struct options {
    std::string namespace_name{"pulled"}; ///< of all structs, `a::b` too; empty: the global one
    std::string app_name{"app"};          ///< of the struct that lists them
    std::string include{"constable/schema.hpp"};
};

namespace detail {

class header_writer {
public:
    header_writer(const catalog::catalog& of, const options& how)
        : of_(of), how_(how), names_(of, how.namespace_name, how.app_name) {}

    std::string write() {
        write_structs();
        const std::string app = write_app();
        std::string text = write_beginning();
        text += place_declarations(declarations_);
        text += "\n" + app;
        if (!how_.namespace_name.empty()) text += "\n} // namespace " + how_.namespace_name + "\n";
        return text + write_omissions();
    }

private:
    // `write` gives the text of a struct for an object of the list.
    template <class Objects, class Write>
    void add(const Objects& objects, const Write& write) {
        for (const auto& each : objects) add_one(each, write);
    }
    template <class Object, class Write>
    void add_one(const Object& object, const Write& write) {
        const cpp_name& name = names_.of(&object);
        context in{of_, names_, name.scope};
        std::string text = write(object, in);
        omitted_.insert(omitted_.end(), in.omitted.begin(), in.omitted.end());
        declarations_.push_back({&name, std::move(text), std::move(in.said)});
    }

    void write_structs() {
        add(of_.schemas, write_database_schema);
        add(of_.extensions, write_extension);
        add(of_.collations, write_collation);
        add(of_.enumerations, write_enumeration);
        add(of_.domains, write_domain);
        add(of_.composite_types, write_composite_type);
        add(of_.range_types, write_range_type);
        for (const catalog::sequence& each : of_.sequences)
            if (each.owner_table.empty()) add_one(each, write_sequence);
        add(of_.tables, write_table);
        for (const catalog::sequence& each : of_.sequences)
            if (!each.owner_table.empty()) add_one(each, write_sequence);
        add(of_.views, write_view);
        add(of_.routines, write_routine);
        add(of_.raw_objects, write_raw);
    }

    std::string write_app() {
        word list{"schema", {}};
        context in{of_, names_};
        const auto list_all = [&](const auto& objects) {
            for (const auto& each : objects) list.add(in.refer(names_.of(&each)));
        };
        list_all(of_.schemas);
        list_all(of_.extensions);
        list_all(of_.collations);
        list_all(of_.enumerations);
        list_all(of_.domains);
        list_all(of_.composite_types);
        list_all(of_.range_types);
        list_all(of_.sequences);
        list_all(of_.tables);
        list_all(of_.views);
        list_all(of_.routines);
        list_all(of_.raw_objects);
        for (const catalog::enumeration& each : of_.enumerations)
            if (!each.comment.empty())
                list.add({"comment_on_type", {in.refer(names_.of(&each)), write_literal(each.comment)}});
        for (word& each : write_grants(in)) list.add(std::move(each));
        for (word& each : write_default_privileges(of_)) list.add(std::move(each));
        omitted_.insert(omitted_.end(), in.omitted.begin(), in.omitted.end());
        return write_struct(names_.app(), list, {}, 0);
    }

    [[nodiscard]] std::string write_beginning() const {
        std::string text = "// Written by constable pull: what a PostgreSQL database holds, as declarations.\n";
        if (!of_.default_schema.empty())
            text += "// What has no in_schema lies in the default schema, which was " +
                    write_comment(of_.default_schema) + ".\n";
        text += "#pragma once\n\n#include <" + how_.include + ">\n\n";
        if (!how_.namespace_name.empty()) text += "namespace " + how_.namespace_name + " {\n\n";
        return text + "using namespace constable;\n";
    }

    [[nodiscard]] std::string write_omissions() const {
        std::string text;
        if (!of_.unmodelled_objects.empty()) text += "\n// Not declared, since there are no words for them:\n";
        for (const catalog::unmodelled& each : of_.unmodelled_objects)
            text += "//   " + write_comment(each.kind) + " " + write_comment(each.name) + "\n";
        if (!omitted_.empty()) text += "\n// Left out:\n";
        for (const std::string& each : omitted_) text += "//   " + write_comment(each) + "\n";
        return text;
    }

    const catalog::catalog& of_;
    const options& how_;
    object_names names_;
    std::vector<declaration> declarations_;
    std::vector<std::string> omitted_;
};

} // namespace detail

/// A header that declares everything in the catalog, in the words of `constable/schema.hpp`. Compiled, and ensured on an
/// empty database, it makes the same database. What cannot be said is listed at its end.
inline std::string write_declarations(const catalog::catalog& of, const options& how = {}) {
    return detail::header_writer{of, how}.write();
}

} // namespace constable::pull

// SPDX-License-Identifier: BSL-1.0
// Copies a replayed catalog out of a constant expression: what steps have made anew, into arrays of just its size.
#pragma once

#include "replayed_catalog.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::migrating {

/// How much of each kind there is to keep.
struct kept_sizes {
    std::size_t text = 0, names = 0, keys = 0;
    std::size_t columns = 0, constraints = 0, indexes = 0, triggers = 0, rules = 0, policies = 0, statistics = 0, view_columns = 0, attributes = 0;
    std::size_t schemas = 0, extensions = 0, collations = 0, enumerations = 0, domains = 0, composite_types = 0, range_types = 0, sequences = 0,
                routines = 0, tables = 0, views = 0, grants = 0, default_privileges = 0, raw_objects = 0;

    /// Whether all of it finds room.
    [[nodiscard]] constexpr bool fits_into(const kept_sizes& room) const {
        return text <= room.text && names <= room.names && keys <= room.keys && columns <= room.columns && constraints <= room.constraints &&
               indexes <= room.indexes && triggers <= room.triggers && rules <= room.rules && policies <= room.policies &&
               statistics <= room.statistics && view_columns <= room.view_columns && attributes <= room.attributes && schemas <= room.schemas &&
               extensions <= room.extensions && collations <= room.collations && enumerations <= room.enumerations && domains <= room.domains &&
               composite_types <= room.composite_types && range_types <= room.range_types && sequences <= room.sequences &&
               routines <= room.routines && tables <= room.tables && views <= room.views && grants <= room.grants &&
               default_privileges <= room.default_privileges && raw_objects <= room.raw_objects;
    }
};

namespace detail {

template <class Item>
inline constexpr bool is_made = std::is_base_of_v<pool_holder<Item>, part_pools>;

// The texts and lists of names of a part that steps may have made anew: names that were chosen, and expressions in which
// a column got another name. Another one would be a pointer that outlives its constant expression: a compile error.
constexpr void each_made_text(auto& of, const auto& visit) {
    using part = std::remove_cvref_t<decltype(of)>;
    if constexpr (std::is_same_v<part, catalog::key>) {
        visit(of.expression);
    } else if constexpr (std::is_same_v<part, catalog::column>) {
        visit(of.type), visit(of.generated_expression);
    } else if constexpr (std::is_same_v<part, catalog::constraint>) {
        visit(of.name), visit(of.attached_to), visit(of.expression), visit(of.predicate);
        visit(of.columns), visit(of.include), visit(of.referenced_columns), visit(of.on_delete_columns);
    } else if constexpr (std::is_same_v<part, catalog::index>) {
        visit(of.name), visit(of.attached_to), visit(of.predicate), visit(of.include);
    } else if constexpr (std::is_same_v<part, catalog::trigger>) {
        visit(of.when_expression), visit(of.update_columns);
    } else if constexpr (std::is_same_v<part, catalog::policy>) {
        visit(of.using_expression), visit(of.check_expression);
    } else if constexpr (std::is_same_v<part, catalog::statistics>) {
        visit(of.expressions);
    } else if constexpr (std::is_same_v<part, catalog::table>) {
        visit(of.partition_key), visit(of.of_type);
    } else if constexpr (std::is_same_v<part, catalog::enumeration>) {
        visit(of.labels);
    }
}

// Marks all arrays that an object leads to.
struct marker {
    replayed_catalog& in;
    bool has_texts = !in.made<char>().empty() || !in.made<std::string_view>().empty();

    constexpr void mark_text(const std::string_view& text) const { in.made<char>().mark_same(text); }
    constexpr void mark_text(const catalog::names& list) const {
        if (list.empty() || !in.made<std::string_view>().mark(list.data())) return;
        for (const std::string_view& each : list) mark_text(each);
    }
    template <class Object>
    constexpr void mark(const Object& of) const {
        if (has_texts) each_made_text(of, [&](const auto& text) { if (!text.empty()) mark_text(text); });
        each_list(std::type_identity<Object>{}, [&](const char*, auto member, auto) { mark_parts(of.*member); });
    }
    template <class Part>
    constexpr void mark_parts(std::span<const Part> list) const {
        if constexpr (is_made<Part>) {
            if (list.empty() || in.made<Part>().empty() || !in.made<Part>().mark(list.data())) return; // an empty one may point behind an array
            for (const Part& each : list) mark(each);
        }
    }
};

template <class Item>
struct kept_at {
    const Item* kept = nullptr;
};
// Where each kind of array is kept.
struct kept_places : kept_at<char>, kept_at<std::string_view>, kept_at<catalog::key>, kept_at<catalog::column>, kept_at<catalog::constraint>,
                     kept_at<catalog::index>, kept_at<catalog::trigger>, kept_at<catalog::rule>, kept_at<catalog::policy>,
                     kept_at<catalog::statistics>, kept_at<catalog::view_column>, kept_at<catalog::attribute> {
    template <class Item>
    constexpr const Item*& of() {
        return kept_at<Item>::kept;
    }
    template <class Item>
    [[nodiscard]] constexpr const Item* of() const {
        return kept_at<Item>::kept;
    }
};

// Makes objects point to where their parts are kept.
struct mover {
    const replayed_catalog& from;
    const kept_places& to;

    template <class Item>
    [[nodiscard]] constexpr std::span<const Item> moved(std::span<const Item> list) const {
        if (to.of<Item>() == nullptr || list.empty()) return list;
        const std::size_t place = from.made<Item>().place_of(list.data());
        return place == pool<Item>::nowhere ? list : std::span<const Item>{to.of<Item>() + place, list.size()};
    }
    constexpr void move_text(std::string_view& text) const {
        if (to.of<char>() == nullptr) return;
        const std::size_t place = from.made<char>().place_of_same(text);
        if (place != pool<char>::nowhere) text = {to.of<char>() + place, text.size()};
    }
    constexpr void move_text(catalog::names& list) const { list = moved(list); }
    constexpr void move(std::string_view& text) const { move_text(text); } // of a list of names
    template <class Object>
    constexpr void move(Object& of) const {
        if (to.of<char>() != nullptr || to.of<std::string_view>() != nullptr)
            each_made_text(of, [&](auto& text) { if (!text.empty()) move_text(text); });
        move_lists(of);
    }
    template <class Object>
    constexpr void move_lists(Object& of) const {
        each_list(std::type_identity<Object>{}, [&](const char*, auto member, auto) {
            using part = std::remove_const_t<typename std::remove_cvref_t<decltype(of.*member)>::element_type>;
            if constexpr (is_made<part>) of.*member = moved(of.*member);
        });
    }
    template <class Item>
    constexpr void copy(Item* into, std::size_t size) const {
        from.made<Item>().copy_to(into);
        if constexpr (!std::is_same_v<Item, char>)
            for (std::size_t i = 0; i != size; ++i) move(into[i]);
    }
};

} // namespace detail

/// Marks what is in use, and counts it.
constexpr kept_sizes mark_and_count(replayed_catalog& in) {
    in.made<char>().index();
    const detail::marker marker{in};
    each_replayed_list([&](auto member) {
        using object = std::remove_const_t<typename std::remove_cvref_t<decltype(catalog::catalog{}.*member)>::element_type>;
        for (const object& each : in.all<object>()) marker.mark(each);
    });
    return {.text = in.made<char>().marked(),
            .names = in.made<std::string_view>().marked(),
            .keys = in.made<catalog::key>().marked(),
            .columns = in.made<catalog::column>().marked(),
            .constraints = in.made<catalog::constraint>().marked(),
            .indexes = in.made<catalog::index>().marked(),
            .triggers = in.made<catalog::trigger>().marked(),
            .rules = in.made<catalog::rule>().marked(),
            .policies = in.made<catalog::policy>().marked(),
            .statistics = in.made<catalog::statistics>().marked(),
            .view_columns = in.made<catalog::view_column>().marked(),
            .attributes = in.made<catalog::attribute>().marked(),
            .schemas = in.all<catalog::database_schema>().size(),
            .extensions = in.all<catalog::extension>().size(),
            .collations = in.all<catalog::collation>().size(),
            .enumerations = in.all<catalog::enumeration>().size(),
            .domains = in.all<catalog::domain>().size(),
            .composite_types = in.all<catalog::composite_type>().size(),
            .range_types = in.all<catalog::range_type>().size(),
            .sequences = in.all<catalog::sequence>().size(),
            .routines = in.all<catalog::routine>().size(),
            .tables = in.all<catalog::table>().size(),
            .views = in.all<catalog::view>().size(),
            .grants = in.all<catalog::grant>().size(),
            .default_privileges = in.all<catalog::default_privilege>().size(),
            .raw_objects = in.all<catalog::raw_object>().size()};
}

namespace detail {

/// An array that may be empty, and whose place is known before its value is: a catalog points to arrays beside it.
template <class Item, std::size_t Size>
struct room {
    Item items[Size]{};
};
template <class Item>
struct room<Item, 0> {};

template <class Item, std::size_t Size>
constexpr const Item* place_of(const room<Item, Size>& of) {
    return of.items;
}
template <class Item>
constexpr const Item* place_of(const room<Item, 0>&) {
    return nullptr;
}

} // namespace detail

/// A replayed catalog, and the parts and texts that steps have made for it; there may be more room than it needs.
template <kept_sizes Sizes>
struct kept_catalog {
    kept_sizes used{};

    detail::room<char, Sizes.text> text{};
    detail::room<std::string_view, Sizes.names> names{};
    detail::room<catalog::key, Sizes.keys> keys{};
    detail::room<catalog::column, Sizes.columns> columns{};
    detail::room<catalog::constraint, Sizes.constraints> constraints{};
    detail::room<catalog::index, Sizes.indexes> indexes{};
    detail::room<catalog::trigger, Sizes.triggers> triggers{};
    detail::room<catalog::rule, Sizes.rules> rules{};
    detail::room<catalog::policy, Sizes.policies> policies{};
    detail::room<catalog::statistics, Sizes.statistics> statistics{};
    detail::room<catalog::view_column, Sizes.view_columns> view_columns{};
    detail::room<catalog::attribute, Sizes.attributes> attributes{};

    std::array<catalog::database_schema, Sizes.schemas> schemas{};
    std::array<catalog::extension, Sizes.extensions> extensions{};
    std::array<catalog::collation, Sizes.collations> collations{};
    std::array<catalog::enumeration, Sizes.enumerations> enumerations{};
    std::array<catalog::domain, Sizes.domains> domains{};
    std::array<catalog::composite_type, Sizes.composite_types> composite_types{};
    std::array<catalog::range_type, Sizes.range_types> range_types{};
    std::array<catalog::sequence, Sizes.sequences> sequences{};
    std::array<catalog::routine, Sizes.routines> routines{};
    std::array<catalog::table, Sizes.tables> tables{};
    std::array<catalog::view, Sizes.views> views{};
    std::array<catalog::grant, Sizes.grants> grants{};
    std::array<catalog::default_privilege, Sizes.default_privileges> default_privileges{};
    std::array<catalog::raw_object, Sizes.raw_objects> raw_objects{};

    /// Copies what `mark_and_count` has marked and counted, to point to `to`.
    constexpr void copy(const replayed_catalog& from, const detail::kept_places& to, const kept_sizes& counted) {
        used = counted;
        const detail::mover by{from, to};
        copy_parts(text, by, used.text), copy_parts(names, by, used.names), copy_parts(keys, by, used.keys), copy_parts(columns, by, used.columns);
        copy_parts(constraints, by, used.constraints), copy_parts(indexes, by, used.indexes), copy_parts(triggers, by, used.triggers);
        copy_parts(rules, by, used.rules), copy_parts(policies, by, used.policies), copy_parts(statistics, by, used.statistics);
        copy_parts(view_columns, by, used.view_columns), copy_parts(attributes, by, used.attributes);
        copy_list(schemas, from, by), copy_list(extensions, from, by), copy_list(collations, from, by), copy_list(enumerations, from, by);
        copy_list(domains, from, by), copy_list(composite_types, from, by), copy_list(range_types, from, by), copy_list(sequences, from, by);
        copy_list(routines, from, by), copy_list(tables, from, by), copy_list(views, from, by), copy_list(grants, from, by);
        copy_list(default_privileges, from, by), copy_list(raw_objects, from, by);
    }
    [[nodiscard]] constexpr catalog::catalog view() const {
        catalog::catalog seen{.enumerations = first(enumerations, used.enumerations), .tables = first(tables, used.tables)};
        seen.schemas = first(schemas, used.schemas);
        seen.extensions = first(extensions, used.extensions);
        seen.collations = first(collations, used.collations);
        seen.domains = first(domains, used.domains);
        seen.composite_types = first(composite_types, used.composite_types);
        seen.range_types = first(range_types, used.range_types);
        seen.sequences = first(sequences, used.sequences);
        seen.routines = first(routines, used.routines);
        seen.views = first(views, used.views);
        seen.grants = first(grants, used.grants);
        seen.default_privileges = first(default_privileges, used.default_privileges);
        seen.raw_objects = first(raw_objects, used.raw_objects);
        return seen;
    }

private:
    template <class Item, std::size_t Size>
    static constexpr void copy_parts(detail::room<Item, Size>& into, const detail::mover& by, std::size_t count) {
        if constexpr (Size != 0)
            if (count != 0) by.copy(into.items, count);
    }
    template <class Object, std::size_t Size>
    static constexpr std::span<const Object> first(const std::array<Object, Size>& of, std::size_t count) {
        return std::span<const Object>{of}.first(count);
    }
    template <class Object, std::size_t Size>
    static constexpr void copy_list(std::array<Object, Size>& into, const replayed_catalog& from, const detail::mover& by) {
        for (std::size_t i = 0; i != from.all<Object>().size(); ++i) {
            into[i] = from.all<Object>()[i];
            by.move(into[i]);
        }
    }
};

/// Where the parts of a catalog that is kept there will be: of the kinds that there are. It need not have its value yet.
template <kept_sizes Sizes>
constexpr detail::kept_places places_in(const kept_catalog<Sizes>& of, const kept_sizes& counted) {
    detail::kept_places found;
    const auto tell = [&found]<class Item, std::size_t Size>(const detail::room<Item, Size>& room, std::size_t count) {
        if (count != 0) found.of<Item>() = detail::place_of(room);
    };
    tell(of.text, counted.text), tell(of.names, counted.names), tell(of.keys, counted.keys), tell(of.columns, counted.columns);
    tell(of.constraints, counted.constraints), tell(of.indexes, counted.indexes), tell(of.triggers, counted.triggers), tell(of.rules, counted.rules);
    tell(of.policies, counted.policies), tell(of.statistics, counted.statistics), tell(of.view_columns, counted.view_columns);
    tell(of.attributes, counted.attributes);
    return found;
}

} // namespace constable::migrating

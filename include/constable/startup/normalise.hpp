// SPDX-License-Identifier: BSL-1.0
// The declared catalog in the server's words: what differs in text alone becomes the text that stands in the database.
#pragma once

#include "constable/catalog/arena.hpp"
#include "constable/catalog/known_by.hpp"
#include "constable/catalog/match.hpp"
#include "constable/catalog/model.hpp"
#include "constable/startup/ask_parts.hpp"
#include "constable/startup/questions.hpp"
#include "constable/startup/shadow.hpp"
#include "constable/startup/text_parts.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::startup {

/// An expected catalog whose texts can be replaced by those of an actual one. It points into both.
///
/// A text is replaced only by that of the actual object, and only where the server writes the declared text just so: in
/// a shadow, or because the object was made from the declaration in this very transaction. What still differs after all
/// answers is different, and is said in the words of the declaration.
class normalised_catalog {
public:
    /// `before` is the actual catalog of before this transaction: what it lacks is taken at its word. May be null.
    normalised_catalog(const catalog::catalog& expected, const catalog::catalog& actual, const catalog::catalog* before = nullptr)
        : view_(expected), actual_(actual), before_(before) {
        walk(&catalog::catalog::collations, [&](auto& each, const auto& live, const auto* was) { look_at_whole(each, live, was, "collation"); });
        walk(&catalog::catalog::domains, [&](auto& each, const auto& live, const auto* was) { look_at(each, live, was); });
        walk(&catalog::catalog::composite_types, [&](auto& each, const auto& live, const auto* was) { look_at(each, live, was); });
        walk(&catalog::catalog::range_types, [&](auto& each, const auto& live, const auto* was) { look_at_whole(each, live, was, "type"); });
        walk(&catalog::catalog::tables, [&](auto& each, const auto& live, const auto* was) { look_at(each, live, was); });
        walk(&catalog::catalog::views, [&](auto& each, const auto& live, const auto* was) { look_at(each, live, was); });
        look_at_routines();
    }
    normalised_catalog(const normalised_catalog&) = delete;
    normalised_catalog& operator=(const normalised_catalog&) = delete;

    [[nodiscard]] const catalog::catalog& view() const { return view_; }
    /// What the server must be asked; nothing when all texts are as they are or obviously the same.
    [[nodiscard]] const std::vector<question_chunk>& questions() const { return asked_.chunks(); }
    [[nodiscard]] const catalog::catalog& actual() const { return actual_; }

    /// Calls `found(declared, actual)` for each column whose type is another text, for the one way to ask that needs no
    /// shadow. The declared text may be replaced.
    void each_other_type(const auto& found) {
        for (const other_type& each : other_types_)
            if (each.column->type != each.live) found(each.column->type, each.live);
    }

private:
    struct other_type {
        catalog::column* column;
        std::string_view live;
    };

    std::string_view make_up_name(std::string_view prefix) { return owned_.copy(std::string{prefix} + std::to_string(++made_up_names_)); }

    // ---- copies

    template <class Item>
    std::span<Item> copy_of(std::span<const Item>& list) {
        if (list.empty()) return {};
        const std::span<Item> copy = owned_.copy(list.data(), list.size());
        list = copy;
        return copy;
    }
    // Calls `look(copy, actual, before)` for all objects that both catalogs have.
    template <class Object, class Look>
    void walk(std::span<const Object> catalog::catalog::* list, const Look& look) {
        const std::span<const Object> expected = view_.*list;
        if (expected.empty() || (actual_.*list).empty()) return;
        const catalog::catalog unedited = view_;
        const catalog::catalog& earlier = before_ == nullptr ? actual_ : *before_;
        const catalog::sides of_earlier{unedited, earlier};
        const catalog::matched_objects were{catalog::known_objects<Object>{of_earlier, expected, earlier.*list}};
        const catalog::sides of_actual{unedited, actual_};
        const catalog::matched_objects are{catalog::known_objects<Object>{of_actual, expected, actual_.*list}};
        const std::span<Object> copy = copy_of(view_.*list);
        for (std::size_t i = 0; i != copy.size(); ++i) {
            if (are.partner_of(i) == are.nobody) continue;
            look(copy[i], (actual_.*list)[are.partner_of(i)], were.partner_of(i) == were.nobody ? nullptr : &(earlier.*list)[were.partner_of(i)]);
        }
    }

    // ---- objects

    void look_at(catalog::table& table, const catalog::table& live, const catalog::table* was) {
        const std::span<catalog::column> columns = copy_of(table.columns);
        const std::string owner = called("table", table.schema, table.name);
        const auto shadow_of = [name = table.name](const catalog::catalog& shadows) { return find_named(shadows.tables, name); };
        startup::questions parts;
        bool asks_columns = false;
        for (catalog::column& each : columns) {
            const catalog::column* const there = find_named(live.columns, each.name);
            if (there != nullptr) ask_column(parts, owner, table, each, *there, was == nullptr || find_named(was->columns, each.name) == nullptr, asks_columns);
        }
        const auto ask_all = [&]<class Part>(std::string_view kind, std::span<const Part> catalog::table::* list, const auto& shadow_of_part) {
            ask_parts(parts, owned_, kind, owner, copy_of(table.*list), live.*list, was == nullptr ? nullptr : &(was->*list), shadow_of_part,
                      [shadow_of, list](const catalog::catalog& shadows) {
                          const catalog::table* const shadow = shadow_of(shadows);
                          return shadow == nullptr ? std::span<const Part>{} : shadow->*list;
                      });
        };
        ask_all("constraint", &catalog::table::constraints, [&](const auto& each) { return shadow_of_constraint(table, each); });
        ask_all("index", &catalog::table::indexes, [&](const auto& each) { return shadow_of_index(table.name, each); });
        ask_all("trigger", &catalog::table::triggers, [&](const auto& each) { return shadow_of_trigger(table.name, each); });
        ask_all("rule", &catalog::table::rules, [&](const auto& each) { return shadow_of_rule(table.name, each); });
        ask_all("policy", &catalog::table::policies, [&](const auto& each) { return shadow_of_policy(table, each); });
        ask_all("statistics", &catalog::table::statistics, [&](const auto& each) { return shadow_of_statistics(table.name, each); });
        ask_bound(parts, owner, table, live, was == nullptr);
        const bool asks_table = asks_texts_of_table(table, live, was == nullptr);
        if (parts.empty() && !asks_columns && !asks_table) return;
        startup::questions all;
        const auto take = [&table, columns, &live, shadow_of](const catalog::catalog* shadows) {
            const catalog::table* const shadow = shadows == nullptr ? &live : shadow_of(*shadows);
            if (shadow != nullptr) take_table(table, columns, *shadow, live, shadows != nullptr);
        };
        all.ask(owner, shadow_of_table(table), {owned_, take});
        all.prepare(owner, shadow_of_live_table(table, live));
        for (const catalog::column& each : columns)
            if (!each.generated_expression.empty()) all.prepare(owner, shadow_of_generated(table, each));
        all.append(std::move(parts));
        asked_.put(table.schema, std::move(all));
    }
    static void take_table(catalog::table& table, std::span<catalog::column> columns, const catalog::table& shadow, const catalog::table& live,
                           bool with_types) {
        for (catalog::column& each : columns) {
            const catalog::column* const written = find_named(shadow.columns, each.name);
            const catalog::column* const there = find_named(live.columns, each.name);
            if (written == nullptr || there == nullptr) continue;
            if (with_types) take_if_equal(each.type, written->type, there->type);
            take_if_equal(each.collation, written->collation, there->collation);
            if (!each.generated_expression.empty()) take_if_equal(each.generated_expression, written->generated_expression, there->generated_expression);
        }
        if (!table.partition_key.empty()) take_if_equal(table.partition_key, shadow.partition_key, live.partition_key);
        if (!table.of_type.empty()) take_if_equal(table.of_type, shadow.of_type, live.of_type);
    }
    static bool asks_texts_of_table(catalog::table& table, const catalog::table& live, bool is_new) {
        if (is_new && !table.partition_key.empty()) table.partition_key = live.partition_key;
        if (is_new && !table.of_type.empty()) table.of_type = live.of_type;
        return (!table.partition_key.empty() && !live.partition_key.empty() && table.partition_key != live.partition_key) ||
               (!table.of_type.empty() && !live.of_type.empty() && table.of_type != live.of_type);
    }
    void ask_column(startup::questions& to, const std::string& owner, const catalog::table& table, catalog::column& column,
                    const catalog::column& live, bool is_new, bool& asks_columns) {
        if (is_new && column.origin != catalog::type_origin::built_in) column.type = live.type;
        if (is_new && !column.collation.empty()) column.collation = live.collation;
        if (column.type != live.type) other_types_.push_back({&column, live.type});
        if (column.type != live.type || catalog::collation_or_none(column.collation) != live.collation) asks_columns = true;
        if (!column.generated_expression.empty() && !live.generated_expression.empty()) {
            if (is_new || is_obviously(column.generated_expression, live.generated_expression)) column.generated_expression = live.generated_expression;
            else asks_columns = true;
        }
        if (catalog::default_or_none(column.default_expression).empty()) return;
        if (is_new || is_obvious_default(column.default_expression, live.default_expression, live.type)) {
            column.default_expression = live.default_expression;
            return;
        }
        const auto take = [&column, &live, name = table.name](const catalog::catalog* shadows) {
            const catalog::table* const shadow = shadows == nullptr ? nullptr : find_named(shadows->tables, name);
            const catalog::column* const written = shadows == nullptr ? &live : shadow == nullptr ? nullptr : find_named(shadow->columns, column.name);
            if (written != nullptr) take_if_equal(column.default_expression, written->default_expression, live.default_expression);
        };
        to.ask(called("default of column", column.name, owner), shadow_of_default(table, column), {owned_, take});
    }
    void ask_bound(startup::questions& to, const std::string& owner, catalog::table& table, const catalog::table& live, bool is_new) {
        if (table.partition_bound.empty() || live.partition_bound.empty() || table.partition_bound == live.partition_bound) return;
        if (is_new) {
            table.partition_bound = live.partition_bound;
            return;
        }
        const catalog::table* parent = nullptr;
        for (const catalog::table& each : view_.tables)
            if (each.name == table.parent && each.schema == table.parent_schema) parent = &each;
        if (parent == nullptr) return;
        const std::string_view name = make_up_name("constable_partition_");
        const auto take = [&table, &live, name](const catalog::catalog* shadows) {
            const catalog::table* const shadow = shadows == nullptr ? &live : find_named(shadows->tables, name);
            if (shadow != nullptr) take_if_equal(table.partition_bound, shadow->partition_bound, live.partition_bound);
        };
        to.ask("bound of " + owner, shadow_of_bound(table, parent->partition_key, name), {owned_, take});
    }

    void look_at(catalog::view& view, const catalog::view& live, const catalog::view* was) {
        const std::string owner = called("view", view.schema, view.name);
        const auto in_views = [name = view.name](const catalog::catalog& shadows) { return find_named(shadows.views, name); };
        const auto in_tables = [name = view.name](const catalog::catalog& shadows) { return find_named(shadows.tables, name); };
        startup::questions parts;
        startup::questions on_stand_in;
        const auto ask_all = [&]<class Part>(startup::questions& to, std::string_view kind, std::span<const Part> catalog::view::* list,
                                             const auto& shadow_of_part, const auto& shadow, auto shadow_list) {
            ask_parts(to, owned_, kind, owner, copy_of(view.*list), live.*list, was == nullptr ? nullptr : &(was->*list), shadow_of_part,
                      [shadow, shadow_list](const catalog::catalog& shadows) {
                          const auto* const found = shadow(shadows);
                          return found == nullptr ? std::span<const Part>{} : found->*shadow_list;
                      });
        };
        ask_all(parts, "column", &catalog::view::columns, [&](const auto& each) { return shadow_of_view_default(view, each); }, in_views, &catalog::view::columns);
        ask_all(parts, "trigger", &catalog::view::triggers, [&](const auto& each) { return shadow_of_trigger(view.name, each); }, in_views, &catalog::view::triggers);
        ask_all(parts, "rule", &catalog::view::rules, [&](const auto& each) { return shadow_of_rule(view.name, each); }, in_views, &catalog::view::rules);
        ask_all(on_stand_in, "index", &catalog::view::indexes, [&](const auto& each) { return shadow_of_index(view.name, each); }, in_tables, &catalog::table::indexes);
        ask_all(on_stand_in, "statistics", &catalog::view::statistics, [&](const auto& each) { return shadow_of_statistics(view.name, each); }, in_tables, &catalog::table::statistics);
        if (was == nullptr) view.query = live.query;
        if (view.query != live.query || !parts.empty()) {
            startup::questions all;
            const auto take = [&view, &live, in_views](const catalog::catalog* shadows) {
                const catalog::view* const shadow = shadows == nullptr ? &live : in_views(*shadows);
                if (shadow != nullptr) take_if_equal(view.query, shadow->query, live.query);
            };
            all.ask(owner, shadow_of_query(view), {owned_, take});
            all.append(std::move(parts));
            asked_.put(view.schema, std::move(all));
        }
        if (on_stand_in.empty()) return;
        startup::questions stand_in;
        stand_in.prepare(owner, shadow_of_materialized(view));
        stand_in.append(std::move(on_stand_in));
        asked_.put(view.schema, std::move(stand_in), true);
    }

    void look_at(catalog::domain& domain, const catalog::domain& live, const catalog::domain* was) {
        const std::string owner = called("domain", domain.schema, domain.name);
        const auto shadow_of = [name = domain.name](const catalog::catalog& shadows) { return find_named(shadows.domains, name); };
        startup::questions parts;
        ask_parts(parts, owned_, "constraint", owner, copy_of(domain.constraints), live.constraints, was == nullptr ? nullptr : &was->constraints,
                  [&](const auto& each) { return shadow_of_domain_check(domain, each); },
                  [shadow_of](const catalog::catalog& shadows) {
                      const catalog::domain* const shadow = shadow_of(shadows);
                      return shadow == nullptr ? std::span<const catalog::constraint>{} : shadow->constraints;
                  });
        if (was == nullptr) {
            domain.type = live.type;
            if (!domain.collation.empty()) domain.collation = live.collation;
            if (!domain.default_expression.empty()) domain.default_expression = live.default_expression;
        } else if (!catalog::default_or_none(domain.default_expression).empty() &&
                   !is_obvious_default(domain.default_expression, live.default_expression, live.type)) {
            const auto take = [&domain, &live, shadow_of](const catalog::catalog* shadows) {
                const catalog::domain* const shadow = shadows == nullptr ? &live : shadow_of(*shadows);
                if (shadow != nullptr) take_if_equal(domain.default_expression, shadow->default_expression, live.default_expression);
            };
            parts.ask("default of " + owner, shadow_of_domain_default(domain), {owned_, take});
        } else if (!domain.default_expression.empty()) {
            domain.default_expression = live.default_expression.empty() ? domain.default_expression : live.default_expression;
        }
        if (parts.empty() && domain.type == live.type && catalog::collation_or_none(domain.collation) == live.collation) return;
        startup::questions all;
        const auto take = [&domain, &live, shadow_of](const catalog::catalog* shadows) {
            const catalog::domain* const shadow = shadows == nullptr ? &live : shadow_of(*shadows);
            if (shadow == nullptr) return;
            take_if_equal(domain.type, shadow->type, live.type);
            take_if_equal(domain.collation, shadow->collation, live.collation);
        };
        all.ask(owner, shadow_of_domain(domain), {owned_, take});
        all.append(std::move(parts));
        asked_.put(domain.schema, std::move(all));
    }

    void look_at(catalog::composite_type& type, const catalog::composite_type& live, const catalog::composite_type* was) {
        const std::span<catalog::attribute> attributes = copy_of(type.attributes);
        bool asks = false;
        for (catalog::attribute& each : attributes) {
            const catalog::attribute* const there = find_named(live.attributes, each.name);
            if (there != nullptr && (was == nullptr || same_texts(each, *there))) take_texts(each, *there);
            else if (there != nullptr) asks = true;
        }
        if (!asks) return;
        startup::questions all;
        const auto take = [attributes, &live, name = type.name](const catalog::catalog* shadows) {
            const catalog::composite_type* const shadow = shadows == nullptr ? &live : find_named(shadows->composite_types, name);
            for (catalog::attribute& each : attributes)
                if (const catalog::attribute* const written = shadow == nullptr ? nullptr : find_named(shadow->attributes, each.name))
                    if (const catalog::attribute* const there = find_named(live.attributes, each.name)) take_equal_texts(each, *written, *there);
        };
        all.ask(called("type", type.schema, type.name), shadow_of_composite(type), {owned_, take});
        asked_.put(type.schema, std::move(all));
    }

    static std::string shadow_of_whole(const catalog::collation& of) { return shadow_of_collation(of); }
    static std::string shadow_of_whole(const catalog::range_type& of) { return shadow_of_range(of); }
    static std::span<const catalog::collation> list_of(const catalog::catalog& in, const catalog::collation*) { return in.collations; }
    static std::span<const catalog::range_type> list_of(const catalog::catalog& in, const catalog::range_type*) { return in.range_types; }

    // Objects that are nothing but texts.
    template <class Object>
    void look_at_whole(Object& object, const Object& live, const Object* was, std::string_view kind) {
        if (was == nullptr || same_texts(object, live)) return take_texts(object, live);
        startup::questions all;
        const auto take = [&object, &live](const catalog::catalog* shadows) {
            const Object* const shadow = shadows == nullptr ? &live : find_named(list_of(*shadows, &object), object.name);
            if (shadow != nullptr) take_equal_texts(object, *shadow, live);
        };
        all.ask(called(kind, object.schema, object.name), shadow_of_whole(object), {owned_, take});
        asked_.put(object.schema, std::move(all));
    }

    // Routines are told apart by their argument types, which are texts themselves.
    void look_at_routines() {
        if (view_.routines.empty() || actual_.routines.empty()) return;
        const catalog::sides of{view_, actual_};
        for (catalog::routine& each : copy_of(view_.routines)) {
            catalog::plain_list<const catalog::routine*> found;
            for (const catalog::routine& live : actual_.routines)
                if (live.name == each.name && live.schema == of.own_of_expected(each.schema)) found.push_back(&live);
            const std::span<const catalog::routine* const> namesakes = owned_.copy(found.data(), found.size());
            if (namesakes.empty() || is_settled(each, namesakes)) continue;
            // its own name could be that of an overload
            const std::string_view name = make_up_name("constable_routine_");
            startup::questions all;
            const auto take = [&each, namesakes, name](const catalog::catalog* shadows) {
                const catalog::routine* const written = shadows == nullptr ? nullptr : find_named(shadows->routines, name);
                for (const catalog::routine* const live : namesakes) {
                    if (written != nullptr && written->identity == live->identity) take_equal_texts(each, *written, *live);
                    const bool is_assumed = shadows == nullptr && (live->identity == each.identity || namesakes.size() == 1);
                    if (is_assumed) take_texts(each, *live);
                }
            };
            all.ask(called("routine", each.schema, each.name), shadow_of_routine(each, name), {owned_, take});
            asked_.put(each.schema, std::move(all));
        }
    }
    // Whether a routine needs no question: it is obviously one of its namesakes, or it is the one that is new.
    bool is_settled(catalog::routine& routine, std::span<const catalog::routine* const> namesakes) const {
        const catalog::routine* only_new = nullptr;
        std::size_t new_ones = 0;
        for (const catalog::routine* const live : namesakes) {
            if (live->identity == routine.identity && same_texts(routine, *live)) {
                take_texts(routine, *live);
                return true;
            }
            if (!is_new(*live)) continue;
            ++new_ones;
            if (new_ones == 1 || live->identity == routine.identity) only_new = live;
        }
        if (only_new == nullptr || (new_ones != 1 && only_new->identity != routine.identity)) return false;
        take_texts(routine, *only_new);
        return true;
    }
    [[nodiscard]] bool is_new(const catalog::routine& live) const {
        if (before_ == nullptr) return false;
        for (const catalog::routine& each : before_->routines)
            if (each.name == live.name && each.identity == live.identity && each.schema == live.schema) return false;
        return true;
    }

    catalog::catalog view_;
    const catalog::catalog actual_;
    const catalog::catalog* before_;
    catalog::arena owned_;
    question_list asked_;
    catalog::plain_list<other_type> other_types_;
    std::size_t made_up_names_ = 0;
};

} // namespace constable::startup

// SPDX-License-Identifier: BSL-1.0
// The types of columns: PostgreSQL's own, arrays, enums, and the spelling of any other.
#pragma once

#include "draft.hpp"

#include "constable/catalog/model.hpp"
#include "constable/strings/fixed_string.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <array>
#include <string_view>

namespace constable {

using strings::fixed_string;

namespace declare {

/// What every type word is, and says unless it knows better.
struct type_word {
    static constexpr catalog::type_origin origin = catalog::type_origin::built_in;
    static constexpr const catalog::enumeration* enumeration = nullptr;
    static constexpr const declared_type* declared = nullptr; ///< of a struct that may be listed in `schema<…>`
    static constexpr catalog::identity_kind identity = catalog::identity_kind::none;
};

/// A type without parameters. `sql` is what `format_type()` writes.
template <fixed_string Sql>
struct plain_type : type_word {
    static constexpr std::string_view sql = Sql.view();
};

constexpr void add_signed(auto& sink, int number) {
    if (number < 0) sink.add('-');
    strings::add_number(sink, static_cast<unsigned>(number < 0 ? -number : number));
}

/// `before(first[,second])after`.
template <fixed_string Before, fixed_string After, int... Numbers>
struct parameterised_type : type_word {
private:
    static constexpr auto text_ = strings::to_array<[](auto& sink) {
        sink.add(Before.view());
        [[maybe_unused]] char separator = '(';
        ((sink.add(separator), separator = ',', add_signed(sink, Numbers)), ...);
        if constexpr (sizeof...(Numbers) != 0) sink.add(')');
        sink.add(After.view());
    }>();

public:
    static constexpr std::string_view sql = strings::view(text_);
};

template <fixed_string Before, fixed_string After, int... Precision>
struct time_type : parameterised_type<Before, After, Precision...> {
    static_assert(((Precision >= 0 && Precision <= 6) && ...),
                  "constable: the precision of a time is out of range; PostgreSQL keeps 0 to 6 digits of a second");
};

template <int... Length>
inline constexpr bool length_is_positive = ((Length > 0) && ...);

} // namespace declare

/// https://www.postgresql.org/docs/current/datatype.html
struct smallint : declare::plain_type<"smallint"> {};
struct integer : declare::plain_type<"integer"> {};
struct bigint : declare::plain_type<"bigint"> {};
struct real : declare::plain_type<"real"> {};
struct double_precision : declare::plain_type<"double precision"> {};
struct boolean : declare::plain_type<"boolean"> {};
struct text : declare::plain_type<"text"> {};
struct bytea : declare::plain_type<"bytea"> {};
struct date : declare::plain_type<"date"> {};
struct uuid : declare::plain_type<"uuid"> {};
struct json : declare::plain_type<"json"> {};
struct jsonb : declare::plain_type<"jsonb"> {};
struct xml : declare::plain_type<"xml"> {};
struct inet : declare::plain_type<"inet"> {};
struct cidr : declare::plain_type<"cidr"> {};
struct macaddr : declare::plain_type<"macaddr"> {};
struct macaddr8 : declare::plain_type<"macaddr8"> {};
struct tsvector : declare::plain_type<"tsvector"> {};
struct tsquery : declare::plain_type<"tsquery"> {};
struct oid : declare::plain_type<"oid"> {};
struct money : declare::plain_type<"money"> {};

struct int4range : declare::plain_type<"int4range"> {};
struct int8range : declare::plain_type<"int8range"> {};
struct numrange : declare::plain_type<"numrange"> {};
struct tsrange : declare::plain_type<"tsrange"> {};
struct tstzrange : declare::plain_type<"tstzrange"> {};
struct daterange : declare::plain_type<"daterange"> {};
/// Multiranges: PostgreSQL 14.
struct int4multirange : declare::plain_type<"int4multirange"> {};
struct int8multirange : declare::plain_type<"int8multirange"> {};
struct nummultirange : declare::plain_type<"nummultirange"> {};
struct tsmultirange : declare::plain_type<"tsmultirange"> {};
struct tstzmultirange : declare::plain_type<"tstzmultirange"> {};
struct datemultirange : declare::plain_type<"datemultirange"> {};

/// `timestamp [without time zone]`; `timestamp::precision<3>` for `timestamp(3)`.
struct timestamp : declare::time_type<"timestamp", " without time zone"> {
    template <int Digits>
    using precision = declare::time_type<"timestamp", " without time zone", Digits>;
};
/// `timestamp with time zone`; `timestamptz::precision<3>` for `timestamp(3) with time zone`.
struct timestamptz : declare::time_type<"timestamp", " with time zone"> {
    template <int Digits>
    using precision = declare::time_type<"timestamp", " with time zone", Digits>;
};
/// `time [without time zone]`; `time_::precision<3>` for `time(3)`. With the underscore because C's library has a
/// function `time` in the global namespace, which makes the bare word ambiguous after a using-directive.
struct time_ : declare::time_type<"time", " without time zone"> {
    template <int Digits>
    using precision = declare::time_type<"time", " without time zone", Digits>;
};
using time = time_;
/// `time with time zone`; `timetz::precision<3>` for `time(3) with time zone`.
struct timetz : declare::time_type<"time", " with time zone"> {
    template <int Digits>
    using precision = declare::time_type<"time", " with time zone", Digits>;
};
/// `interval`; `interval::precision<3>` for `interval(3)`. Fields (`interval day to second`) through `sql_type`.
struct interval : declare::time_type<"interval", ""> {
    template <int Digits>
    using precision = declare::time_type<"interval", "", Digits>;
};

/// `numeric<>`, `numeric<10>` (as PostgreSQL stores it: scale 0) or `numeric<10, 2>`.
template <int... PrecisionAndScale>
struct numeric;
template <>
struct numeric<> : declare::plain_type<"numeric"> {};
template <int Precision, int Scale>
struct numeric<Precision, Scale> : declare::parameterised_type<"numeric", "", Precision, Scale> {
    static_assert(Precision >= 1 && Precision <= 1000 && Scale >= -1000 && Scale <= 1000,
                  "constable: a numeric's precision or scale is out of range; precision is 1 to 1000, scale -1000 to 1000");
};
template <int Precision>
struct numeric<Precision> : numeric<Precision, 0> {};

/// `character varying`, `character varying(N)`. Lengths count characters.
template <int... Length>
struct varchar : declare::parameterised_type<"character varying", "", Length...> {
    static_assert(declare::length_is_positive<Length...> && sizeof...(Length) <= 1,
                  "constable: the length of a varchar is not positive; write varchar<> for one without limit");
};
/// `character(N)`. `char_<>` is `character(1)`, as in SQL.
template <int Length = 1>
struct char_ : declare::parameterised_type<"character", "", Length> {
    static_assert(declare::length_is_positive<Length>, "constable: the length of a char_ is not positive; write at least 1");
};
/// `bit(N)`. `bit<>` is `bit(1)`, as in SQL.
template <int Length = 1>
struct bit : declare::parameterised_type<"bit", "", Length> {
    static_assert(declare::length_is_positive<Length>, "constable: the length of a bit is not positive; write at least 1");
};
/// `bit varying`, `bit varying(N)`.
template <int... Length>
struct varbit : declare::parameterised_type<"bit varying", "", Length...> {
    static_assert(declare::length_is_positive<Length...> && sizeof...(Length) <= 1,
                  "constable: the length of a varbit is not positive; write varbit<> for one without limit");
};

/// Integers that a sequence fills, which the column owns. NOT NULL, as PostgreSQL makes them.
/// https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL
struct smallserial : declare::plain_type<"smallint"> {
    static constexpr catalog::identity_kind identity = catalog::identity_kind::serial;
};
struct serial : declare::plain_type<"integer"> {
    static constexpr catalog::identity_kind identity = catalog::identity_kind::serial;
};
struct bigserial : declare::plain_type<"bigint"> {
    static constexpr catalog::identity_kind identity = catalog::identity_kind::serial;
};

/// Any other type, spelt as SQL: `sql_type<"geometry(Point,4326)">`. The server compares it, not the compiler.
template <fixed_string Sql>
struct sql_type : declare::plain_type<Sql> {
    static constexpr catalog::type_origin origin = catalog::type_origin::opaque;
};

/// An array. PostgreSQL does not tell dimensions apart.
template <class Element>
struct array : declare::type_word {
private:
    static constexpr auto text_ = strings::to_array<[](auto& sink) {
        sink.add(Element::sql);
        sink.add("[]");
    }>();

public:
    static constexpr std::string_view sql = strings::view(text_);
    static constexpr catalog::type_origin origin = Element::origin;
    static constexpr const catalog::enumeration* enumeration = Element::enumeration;
    static constexpr const declare::declared_type* declared = Element::declared;
};

template <class Element>
struct array<array<Element>> : array<Element> {};

/// An enum type in a named database schema: `enum_in<"auth", "role", "user", "admin">`.
template <fixed_string Schema, fixed_string Name, fixed_string... Labels>
struct enum_in : declare::type_word {
private:
    static constexpr std::array<std::string_view, sizeof...(Labels)> labels_{Labels.view()...};
    static constexpr catalog::enumeration value_{Schema.view(), Name.view(), labels_};
    static constexpr auto text_ = strings::to_array<[](auto& sink) {
        strings::add_qualified(sink, Schema.view(), Name.view());
    }>();

public:
    static constexpr std::string_view sql = strings::view(text_);
    static constexpr catalog::type_origin origin = catalog::type_origin::enumeration;
    static constexpr const catalog::enumeration* enumeration = &value_;

private:
    static constexpr declare::declared_type declared_{.enumeration = &value_};

public:
    static constexpr const declare::declared_type* declared = &declared_;
};

/// An enum type: `enum_<"mood", "sad", "ok">`. It is created before the first table that uses it.
/// https://www.postgresql.org/docs/current/datatype-enum.html
template <fixed_string Name, fixed_string... Labels>
struct enum_ : enum_in<"", Name, Labels...> {};

} // namespace constable

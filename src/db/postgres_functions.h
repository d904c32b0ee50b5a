// What PostgreSQL must know before any migration runs: who looks, and what they may see, read from settings of the connection.
#pragma once

#include <string_view>

namespace db {

/// Made anew in the school's schema at every start. The reader's connection sets, and a connection that set nothing sees nothing:
/// `alongside.me` (hex), `alongside.everyone` (8 hex digits, bit n is class Cn), `alongside.pupils_0` to `_f`
/// ("id:masks," in hex each, what is seen, what is decided on and what is signed, by the id's last digit: a school's whole list would take long to
/// search for every row), `alongside.decides` and `alongside.signs` (8 hex digits), `alongside.roles` (",code,code,"), `alongside.restricted` and
/// `alongside.sealed` ('on'), `alongside.as_of` (milliseconds). `alongside.pen` is set by the connection that writes.
/// In the list every colon stands 32 digits after the start of an entry, so the text "id:" can be found nowhere else.
inline constexpr std::string_view postgres_functions = R"sql(
CREATE OR REPLACE FUNCTION alongside_pen() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('alongside.pen', true) = 'on', false)
$$;
CREATE OR REPLACE FUNCTION me() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT decode(nullif(current_setting('alongside.me', true), ''), 'hex')
$$;
CREATE OR REPLACE FUNCTION may_see(pupil bytea, class bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('alongside.pen', true) = 'on', false)
    OR coalesce(octet_length(pupil) = 16 AND class BETWEEN 0 AND 31
      AND (('x' || coalesce(
              nullif(substr(split_part(current_setting('alongside.pupils_' || right(encode(pupil, 'hex'), 1), true), encode(pupil, 'hex') || ':', 2), 1, 8), ''),
              nullif(current_setting('alongside.everyone', true), ''),
              '00000000'))::bit(32)::bigint >> class::int) & 1 = 1, false)
$$;
CREATE OR REPLACE FUNCTION may_decide(pupil bytea, class bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('alongside.pen', true) = 'on', false)
    OR coalesce(octet_length(pupil) = 16 AND class BETWEEN 0 AND 31
      AND (('x' || coalesce(
              nullif(substr(split_part(current_setting('alongside.pupils_' || right(encode(pupil, 'hex'), 1), true), encode(pupil, 'hex') || ':', 2), 9, 8), ''),
              nullif(current_setting('alongside.decides', true), ''),
              '00000000'))::bit(32)::bigint >> class::int) & 1 = 1, false)
$$;
CREATE OR REPLACE FUNCTION may_sign(pupil bytea, class bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('alongside.pen', true) = 'on', false)
    OR coalesce(octet_length(pupil) = 16 AND class BETWEEN 0 AND 31
      AND (('x' || coalesce(
              nullif(substr(split_part(current_setting('alongside.pupils_' || right(encode(pupil, 'hex'), 1), true), encode(pupil, 'hex') || ':', 2), 17, 8), ''),
              nullif(current_setting('alongside.signs', true), ''),
              '00000000'))::bit(32)::bigint >> class::int) & 1 = 1, false)
$$;
CREATE OR REPLACE FUNCTION i_am(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('alongside.pen', true) = 'on'
    OR (role <> '' AND strpos(current_setting('alongside.roles', true), ',' || role || ',') > 0), false)
$$;
CREATE OR REPLACE FUNCTION may_see_restricted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('alongside.pen', true) = 'on' OR current_setting('alongside.restricted', true) = 'on', false)
$$;
CREATE OR REPLACE FUNCTION may_see_sealed() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('alongside.pen', true) = 'on' OR current_setting('alongside.sealed', true) = 'on', false)
$$;
CREATE OR REPLACE FUNCTION as_of() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('alongside.as_of', true), '')::bigint, 0)
$$;
)sql";

}  // namespace db

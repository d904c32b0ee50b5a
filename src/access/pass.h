// Permission as a parameter. A pass is made by the door for one request and cannot be made anywhere else; stores ask for the one they need.
#pragma once

#include "access/visit.h"
#include "db/row.h"
#include "db/sql.h"

#include <initializer_list>
#include <optional>
#include <type_traits>
#include <vector>

namespace access {

class Door;

/// What every pass can do: read as this person. `:me`, `:now` and `:today` are bound already.
class Pass {
 public:
  const Person& who() const { return visit_->who(); }
  const Grants& grants() const { return visit_->grants(); }
  base::UtcTime now() const { return visit_->now(); }
  base::LocalDate today() const { return visit_->today(); }
  const base::Zone& zone() const { return visit_->house().zone(); }

  /// Each row through `map`, in the statement's order.
  template <class Map>
  auto rows(const db::Sql& sql, Map map, std::initializer_list<db::Bind> more = {}) const {
    std::vector<std::invoke_result_t<Map, const db::Row&>> out;
    each(sql, [&](const db::Row& row) { out.push_back(map(row)); }, more);
    return out;
  }
  /// The first row, or nothing.
  template <class Map>
  auto row(const db::Sql& sql, Map map, std::initializer_list<db::Bind> more = {}) const {
    std::optional<std::invoke_result_t<Map, const db::Row&>> out;
    each(sql, [&](const db::Row& row) {
      if (!out) out.emplace(map(row));
    }, more);
    return out;
  }
  void each(const db::Sql& sql, const db::RowReader& read, std::initializer_list<db::Bind> more = {}) const;
  /// Notes that information of this class was shown; the audit entry follows from it.
  void saw(InfoClass info, const PupilId& pupil, const base::Bytes16& subject, Deed deed) const {
    visit_->saw(info, pupil, subject, deed);
  }

 protected:
  explicit Pass(Visit& visit) : visit_(&visit) {}
  virtual void bind_more(std::vector<db::Bind>&) const {}
  ~Pass() = default;
  Visit* visit_;
};

/// About one pupil whom this person may M. `:pupil` is bound already.
template <May M>
class PupilPass : public Pass {
 public:
  const PupilId& pupil() const { return pupil_; }
  std::string_view basis() const { return grants().basis(pupil_); }
  /// A weaker pass about the same pupil, where the person has that too.
  template <May Other>
  std::optional<PupilPass<Other>> narrowed() const {
    if (!grants().may(Other, pupil_)) return std::nullopt;
    return PupilPass<Other>(*visit_, pupil_);
  }

 private:
  friend class Door;
  template <May>
  friend class PupilPass;
  PupilPass(Visit& visit, const PupilId& pupil) : Pass(visit), pupil_(pupil) {}
  void bind_more(std::vector<db::Bind>& binds) const override { binds.push_back({"pupil", pupil_}); }
  PupilId pupil_;
};

/// Across pupils: lists, search, counts. Every row is held to the grants by the guarded views.
template <May M>
class CaseloadPass : public Pass {
 private:
  friend class Door;
  explicit CaseloadPass(Visit& visit) : Pass(visit) {}
};

/// Not about a pupil.
template <May M>
class StaffPass : public Pass {
 private:
  friend class Door;
  explicit StaffPass(Visit& visit) : Pass(visit) {}
};

/// The only maker of passes.
class Door {
 public:
  /// Nothing when this person may not, or the pupil is not there: the caller says "not found" to both.
  template <May M>
  static std::optional<PupilPass<M>> pupil(Visit& visit, const PupilId& pupil) {
    if (!visit.has_person() || !visit.grants().may(M, pupil) || !is_there(visit, pupil)) return std::nullopt;
    return PupilPass<M>(visit, pupil);
  }
  template <May M>
  static std::optional<CaseloadPass<M>> caseload(Visit& visit) {
    if (!visit.has_person() || !may_of_some(visit, M)) return std::nullopt;
    return CaseloadPass<M>(visit);
  }
  template <May M>
  static std::optional<StaffPass<M>> staff(Visit& visit) {
    if (!visit.has_person() || !visit.grants().may(M)) return std::nullopt;
    return StaffPass<M>(visit);
  }

 private:
  static bool is_there(Visit& visit, const PupilId& pupil);
  static bool may_of_some(const Visit& visit, May deed);
};

}  // namespace access
